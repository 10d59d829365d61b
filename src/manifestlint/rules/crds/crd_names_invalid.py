"""CustomResourceDefinitions whose kinds could not be called so."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.names import DNS_1035_LABEL, DNS_SUBDOMAIN, is_dns_1035_label, is_dns_subdomain
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping, sequence, text
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.crds._schemas import is_crd, versions

_NAMES: Pointer = ("spec", "names")
_LOWER = ("plural", "singular")
_MIXED = ("kind", "listKind")
_LISTS = {"shortNames": "short name", "categories": "category"}


@resource_rule(
    "crd-names-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("CustomResourceDefinition",),
)
def crd_names_invalid(resource: Resource) -> Iterator[Problem]:
    """A name that a CustomResourceDefinition gives to its kind, its group or a version cannot be one.

    The API server refuses it (apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
    `ValidateCustomResourceDefinitionNames` and `validateCustomResourceDefinitionSpec`, v1.35). Plural,
    singular, short names, categories and versions are DNS labels that begin with a letter, in lower case.
    `kind` and `listKind` may have upper case, and differ. The group is a domain with at least one dot.

    `singular` and `listKind` may be left out.

    It is essential: nothing of it reaches the cluster, and no object of the kind either.
    """
    if is_crd(resource):
        yield from refusals(resource, _group_faults(resource.get("spec", "group")))
        yield from refusals(resource, _name_faults(mapping(resource.get(*_NAMES))))
        for index, version in versions(resource):
            place = ("spec", "versions", index, "name")
            yield from refusals(resource, _label_fault("version", version.get("name"), place))


def _group_faults(group: Any) -> Iterator[Fault]:
    place = at("spec", "group")
    if not isinstance(group, str):
        return
    if not is_dns_subdomain(group):
        yield f'group "{group}" is no domain ({DNS_SUBDOMAIN})', place
    elif "." not in group:
        yield f'group "{group}" has no dot in it, as in example.com', place


def _name_faults(names: dict[str, Any]) -> Iterator[Fault]:
    for field in ("plural", "kind"):
        if names.get(field) == "":
            yield f"{field} is empty", at(*_NAMES, field)
    for field in _LOWER:
        yield from _label_fault(field, names.get(field) or None, (*_NAMES, field))
    for field in _MIXED:
        yield from _label_fault(
            field, text(names.get(field)).lower() or None, (*_NAMES, field), names.get(field)
        )
    for field, title in _LISTS.items():
        for index, name in enumerate(sequence(names.get(field))):
            yield from _label_fault(title, name, (*_NAMES, field, index))
    if text(names.get("kind")) and names.get("kind") == names.get("listKind"):
        yield f"kind and listKind are both {names['kind']}", at(*_NAMES, "listKind")


def _label_fault(what: str, name: Any, place: Pointer, written: Any = None) -> Iterator[Fault]:
    if isinstance(name, str) and not is_dns_1035_label(name):
        yield f'{what} "{name if written is None else written}" is no label ({DNS_1035_LABEL})', at(*place)
