"""Admission policies that say nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import strangers
from manifestlint.model.names import (
    DNS_1035_LABEL,
    DNS_SUBDOMAIN,
    is_dns_1035_label,
    is_dns_subdomain,
)
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._policy import POLICIES, is_admission, spec_of

_FIELDS: dict[Pointer, tuple[str, ...]] = {
    ("failurePolicy",): ("Fail", "Ignore"),
    ("reinvocationPolicy",): ("IfNeeded", "Never"),
}
_PARAM: Pointer = ("spec", "paramKind")


@resource_rule(
    "admission-policy-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=POLICIES,
)
def admission_policy_invalid(resource: Resource) -> Iterator[Problem]:
    """An admission policy judges or changes nothing, or has a parameter kind or a policy that does not exist.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateValidatingAdmissionPolicySpec` and `validateMutatingAdmissionPolicySpec`, v1.35). A
    ValidatingAdmissionPolicy has `validations` or `auditAnnotations`, a MutatingAdmissionPolicy `mutations`
    and a `reinvocationPolicy`; both have `matchConstraints`. `failurePolicy` is Fail or Ignore. `paramKind`
    has the `apiVersion` and the `kind` of the parameters: `example.com/v1`, `Limits`.

    It is essential: nothing of it reaches the cluster.
    """
    spec = spec_of(resource)
    if is_admission(resource):
        yield from refusals(resource, _faults(resource.id.kind, spec))
        if isinstance(spec.get("paramKind"), dict):
            yield from refusals(resource, _param_faults(spec["paramKind"]))


def _faults(kind: str, spec: dict[str, Any]) -> Iterator[Fault]:
    for unknown in strangers(spec, _FIELDS):
        yield f"{unknown}", at("spec", *unknown.pointer)
    if spec.get("failurePolicy") == "":
        yield "failurePolicy is empty", at("spec", "failurePolicy")
    if spec.get("matchConstraints") is None:
        yield "there are no matchConstraints, so it is about no request", key("spec")
    if kind == "ValidatingAdmissionPolicy":
        if not spec.get("validations") and not spec.get("auditAnnotations"):
            yield "there are neither validations nor auditAnnotations", key("spec")
        return
    if not spec.get("mutations"):
        yield "there are no mutations", key("spec")
    if not spec.get("reinvocationPolicy"):
        yield "there is no reinvocationPolicy", key("spec")


def _param_faults(kind: dict[str, Any]) -> Iterator[Fault]:
    written, name = text(kind.get("apiVersion")), text(kind.get("kind"))
    group, _, version = written.rpartition("/")
    if not written:
        yield "paramKind has no apiVersion", at(*_PARAM, "apiVersion")
    elif group and not is_dns_subdomain(group):
        yield f'paramKind\'s group "{group}" is no domain ({DNS_SUBDOMAIN})', at(*_PARAM, "apiVersion")
    elif not is_dns_1035_label(version):
        yield f'paramKind\'s version "{version}" is no label ({DNS_1035_LABEL})', at(*_PARAM, "apiVersion")
    if not name:
        yield "paramKind has no kind", at(*_PARAM, "kind")
    elif not is_dns_1035_label(name.lower()):
        yield f'paramKind\'s kind "{name}" is none ({DNS_1035_LABEL}, in any case)', at(*_PARAM, "kind")
