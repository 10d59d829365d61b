"""What roles allow, with the meaning that the API server gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manifestlint.core.place import Pointer
from manifestlint.model.resource import Resource
from manifestlint.model.selector import Selector, label_selector
from manifestlint.model.shape import mappings, sequence

ALL = "*"
_COMMON_VERBS = frozenset({"get", "list", "watch", "create", "update", "patch", "delete"})


@dataclass(frozen=True, slots=True)
class Grant:
    """A rule of a role."""

    pointer: Pointer
    verbs: tuple[str, ...]
    groups: tuple[str, ...]
    resources: tuple[str, ...]
    names: tuple[str, ...]
    """The only objects that it is about; empty for all."""

    def allows(self, verb: str, group: str, resource: str, name: str = "") -> bool:
        """Whether it lets a verb through.

        Without a name the question is about any object: a rule that names its objects does not answer it.

        Source: Kubernetes `pkg/apis/rbac/v1/evaluation_helpers.go`, v1.35.
        """
        return (
            (verb in self.verbs or ALL in self.verbs)
            and (group in self.groups or ALL in self.groups)
            and self.place_of(resource) is not None
            and (not self.names or name in self.names)
        )

    def place_of(self, resource: str) -> int | None:
        """Which of its resources is that one: itself, `*`, or `*/exec` for `pods/exec`."""
        _, slash, part = resource.partition("/")
        meant = {resource, ALL, f"*/{part}"} if slash else {resource, ALL}
        return next((index for index, each in enumerate(self.resources) if each in meant), None)

    @property
    def allows_everything(self) -> bool:
        """Whether nothing is kept from who has it: all resources, with all verbs or all that objects know."""
        all_verbs = ALL in self.verbs or _COMMON_VERBS.issubset(self.verbs)
        return ALL in self.resources and ALL in self.groups and all_verbs and not self.names


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """What a Role or ClusterRole allows."""

    grants: tuple[Grant, ...]
    gathers: tuple[Selector, ...]
    """The labels of the ClusterRoles whose rules are added to its own."""
    labels: tuple[tuple[str, str], ...]


def read_role(resource: Resource) -> RoleFacts:
    """What a role allows."""
    selectors = mappings(resource.get("aggregationRule", "clusterRoleSelectors"))
    return RoleFacts(
        tuple(read_grants(resource)),
        tuple(label_selector(selector) for _, selector in selectors),
        tuple(resource.labels.items()),
    )


def read_grants(resource: Resource) -> Iterator[Grant]:
    """The rules of a role; what is no string in their lists keeps its place and matches nothing."""
    for index, rule in mappings(resource.get("rules")):
        yield Grant(
            ("rules", index),
            _strings(sequence(rule.get("verbs"))),
            _strings(sequence(rule.get("apiGroups"))),
            _strings(sequence(rule.get("resources"))),
            _strings(sequence(rule.get("resourceNames"))),
        )


def _strings(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(item if isinstance(item, str) else "\0" for item in items)
