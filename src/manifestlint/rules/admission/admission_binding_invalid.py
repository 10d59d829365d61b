"""Bindings of admission policies that bind nothing."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import DNS_SUBDOMAIN, is_dns_subdomain, is_path_segment
from manifestlint.model.resource import Resource, at, key
from manifestlint.model.shape import sequence, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._policy import BINDINGS, is_admission, spec_of

_ACTIONS = ("Audit", "Deny", "Warn")
_PARAM: Pointer = ("spec", "paramRef")


@resource_rule(
    "admission-binding-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=BINDINGS,
)
def admission_binding_invalid(resource: Resource) -> Iterator[Problem]:
    """A binding names no policy, no parameters, or no validation actions that go together.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateValidatingAdmissionPolicyBindingSpec` and `validateParamRef`, v1.35). A
    ValidatingAdmissionPolicyBinding has at least one of the `validationActions` Deny, Warn and Audit, none
    twice, and not Deny with Warn. `paramRef` has either `name` or `selector`, and a
    `parameterNotFoundAction` that is Allow or Deny.

    It is essential: nothing of it reaches the cluster.
    """
    spec = spec_of(resource)
    if not is_admission(resource):
        return
    name = spec.get("policyName")
    if not name:
        yield from refusals(resource, [("there is no policyName", key("spec"))])
    elif isinstance(name, str) and not is_dns_subdomain(name):
        reason = f'policyName "{name}" is no name of a policy ({DNS_SUBDOMAIN})'
        yield from refusals(resource, [(reason, at("spec", "policyName"))])
    if isinstance(spec.get("paramRef"), dict):
        yield from refusals(resource, _param_faults(spec["paramRef"]))
    if resource.id.kind == "ValidatingAdmissionPolicyBinding":
        yield from refusals(resource, _action_faults(spec))


def _param_faults(param: dict[str, Any]) -> Iterator[Fault]:
    name, found = text(param.get("name")), param.get("selector") is not None
    if bool(name) == found:
        yield f"paramRef has {'both name and' if found else 'neither name nor'} selector", at(*_PARAM)
    if name and not is_path_segment(name):
        yield f'no object is named "{name}"', at(*_PARAM, "name")
    unknown = stranger(param, ("parameterNotFoundAction",), ("Allow", "Deny"))
    if unknown:
        yield f"{unknown}", at(*_PARAM, "parameterNotFoundAction")
    elif not param.get("parameterNotFoundAction"):
        yield "paramRef has no parameterNotFoundAction", at(*_PARAM)


def _action_faults(spec: dict[str, Any]) -> Iterator[Fault]:
    actions, place = sequence(spec.get("validationActions")), ("spec", "validationActions")
    if not actions and spec.get("validationActions") in (None, []):
        yield "there are no validationActions, so nothing would happen", key("spec")
    if "Deny" in actions and "Warn" in actions:
        yield "Deny and Warn would say the same twice", at(*place, actions.index("Warn"))
    for index, action in enumerate(actions):
        if action in actions[:index]:
            yield f"validationActions has {action} twice", at(*place, index)
        elif isinstance(action, str) and action not in _ACTIONS:
            yield f'action "{action}" is not one of {", ".join(_ACTIONS)}', at(*place, index)
