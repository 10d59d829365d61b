"""Other objects that go with the manifests that a change removes."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._data import lost_data
from manifestlint.rules.transitions._leaving import Leaving, leaving
from manifestlint.rules.transitions._live import what_stops

_TOLD = frozenset(
    {
        ("", "Namespace"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ("argoproj.io", "Application"),
        ("argoproj.io", "ApplicationSet"),
    }
)


@transition_rule("object-pruned", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def object_pruned(transition: Transition) -> Iterator[Problem]:
    """The change takes an object out of Git, and it is deleted from the cluster.

    Argo CD prunes what is no longer rendered (Argo CD docs, "Automated Sync Policy"; gitops-engine
    `pkg/sync/sync_context.go`, `pruneObject`, v3.1). Told are objects that hold no data and serve nobody by
    themselves; for the others there are `data-pruned`, `namespace-pruned`, `definition-pruned`,
    `workload-pruned`, `object-renamed` and `application-removed`. A ConfigMap or Secret whose generated name
    ends with another hash is only a new version, and not told.

    It is strict because whoever removes a manifest mostly means it.
    """
    left = leaving(transition)
    if left is not None and left.is_deleted and not _is_told_elsewhere(left):
        yield left.problem("it is gone")


def _is_told_elsewhere(left: Leaving) -> bool:
    if left.is_sent_elsewhere or (left.side.id.group, left.side.id.kind) in _TOLD:
        return True
    return bool(lost_data(left.side) or what_stops(left.side))
