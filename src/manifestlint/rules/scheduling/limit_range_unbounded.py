"""Limit ranges that leave an end open."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule


@resource_rule(
    "limit-range-unbounded",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("LimitRange",),
    peers={"trivy": "KSV-0039"},
)
def limit_range_unbounded(resource: Resource) -> Iterator[Problem]:
    """A LimitRange says nothing of the least or the most that a container or pod may have.

    `default` and `defaultRequest` only fill in what is left out; whoever writes more gets it, up to a whole
    node (Kubernetes docs, "Limit Ranges"). `max` refuses that, and `min` what is too little to start.

    It is strict because filling in can be all that is wanted.
    """
    if resource.id.group:
        return
    for index, limit in mappings(resource.get("spec", "limits")):
        missing = [field for field in ("min", "max") if not limit.get(field)]
        if missing and limit.get("type") in {"Container", "Pod"}:
            text = f"{resource.id}: type {limit['type']} has no {' and no '.join(missing)}"
            yield Problem(text, at=at("spec", "limits", index, "type"))
