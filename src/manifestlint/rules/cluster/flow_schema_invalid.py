"""Flow schemas that no request matches."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import DNS_LABEL, DNS_SUBDOMAIN, is_dns_label, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import dig, integer, mapping, mappings, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.cluster._flow import is_flow, rule_faults

_HIGHEST = 10_000
_ALL = "*"
_SUBJECTS = {"User": "user", "Group": "group", "ServiceAccount": "serviceAccount"}


@resource_rule(
    "flow-schema-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("FlowSchema",),
)
def flow_schema_invalid(resource: Resource) -> Iterator[Problem]:
    """A FlowSchema has a precedence, a subject or a rule that the API server does not know.

    The API server refuses it (Kubernetes `pkg/apis/flowcontrol/validation/validation.go`,
    `ValidateFlowSchemaSpec`, v1.35). `matchingPrecedence` lies between 2 and 10,000; 1 is for the schema
    `exempt`. Each rule has subjects, and `resourceRules` or `nonResourceRules`. A subject has what its kind
    says: `user`, `group` or `serviceAccount`. Verbs are those of requests, in lower case, and `*` stands
    alone. Rules about objects name namespaces, or set `clusterScope`.

    Whether the schemas `exempt` and `catch-all` are as the server made them is not looked at.

    It is essential: nothing of it reaches the cluster.
    """
    if is_flow(resource):
        yield from refusals(resource, _faults(resource))
        for index, rule in mappings(resource.get("spec", "rules")):
            pointer: Pointer = ("spec", "rules", index)
            yield from refusals(resource, rule_faults(pointer, rule))
            for number, subject in mappings(rule.get("subjects")):
                yield from refusals(resource, _subject_faults((*pointer, "subjects", number), subject))


def _faults(resource: Resource) -> Iterator[Fault]:
    place = ("spec", "matchingPrecedence")
    number = integer(resource.get(*place))
    if number is not None and not 0 < number <= _HIGHEST:
        yield f"matchingPrecedence {number} is not between 2 and {_HIGHEST}", at(*place)
    elif number == 1 and resource.id.name != "exempt":
        yield "matchingPrecedence 1 is for the FlowSchema exempt", at(*place)
    method = dig(resource.data, "spec", "distinguisherMethod")
    unknown = stranger(method, ("type",), ("ByNamespace", "ByUser"))
    if unknown:
        yield f"distinguisherMethod's {unknown}", at("spec", "distinguisherMethod", "type")
    level = resource.get("spec", "priorityLevelConfiguration", "name")
    if isinstance(level, str) and not is_dns_subdomain(level):
        reason = f'priorityLevelConfiguration "{level}" is no name of one ({DNS_SUBDOMAIN})'
        yield reason, at("spec", "priorityLevelConfiguration", "name")


def _subject_faults(pointer: Pointer, subject: dict[str, Any]) -> Iterator[Fault]:
    kind = text(subject.get("kind"))
    unknown = stranger(subject, ("kind",), _SUBJECTS)
    if unknown or not kind:
        yield f"a subject's {unknown or 'kind is empty'}", at(*pointer, "kind")
        return
    for name, field in _SUBJECTS.items():
        if name == kind and subject.get(field) is None:
            yield f"a subject of kind {kind} has no {field}", at(*pointer, "kind")
        elif name != kind and subject.get(field) is not None:
            yield f"a subject of kind {kind} has a {field}", at(*pointer, field)
    told = mapping(subject.get(_SUBJECTS[kind]))
    if told.get("name") == "":
        yield "a subject has an empty name", at(*pointer, _SUBJECTS[kind], "name")
    elif kind == "ServiceAccount":
        yield from _account_faults((*pointer, "serviceAccount"), told)


def _account_faults(pointer: Pointer, account: dict[str, Any]) -> Iterator[Fault]:
    name, namespace = account.get("name"), account.get("namespace")
    if isinstance(name, str) and name != _ALL and not is_dns_subdomain(name):
        yield f'no service account is named "{name}" ({DNS_SUBDOMAIN})', at(*pointer, "name")
    if isinstance(namespace, str) and not is_dns_label(namespace):
        yield f'namespace "{namespace}" is no DNS label ({DNS_LABEL})', at(*pointer, "namespace")
