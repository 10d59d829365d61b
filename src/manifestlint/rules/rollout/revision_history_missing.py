"""Workloads of which no old version is kept."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import integer
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_FIELD = "revisionHistoryLimit"
_GROUPS = frozenset({"apps", "argoproj.io"})


@resource_rule(
    "revision-history-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("DaemonSet", "Deployment", "Rollout", "StatefulSet"),
    peers={"datree": "ARGO_WORKFLOW_INCORRECT_REVISION_HISTORY_LIMIT_VALUE_0"},
)
def revision_history_missing(resource: Resource) -> Iterator[Problem]:
    """A workload keeps none of its old versions.

    With `revisionHistoryLimit: 0` there is nothing that `kubectl rollout undo` could go back to (Kubernetes
    docs, "Deployments", clean up policy). Who cannot wait for a revert in Git has no way back. Leave it out,
    which keeps 10, or write a small number.

    It is strict because a revert in Git brings the old version back all the same.
    """
    if resource.id.group in _GROUPS and integer(resource.get("spec", _FIELD)) == 0:
        text = f"{resource.id}: no old version is kept, so there is none to undo an update with"
        yield Problem(text, at=at("spec", _FIELD))
