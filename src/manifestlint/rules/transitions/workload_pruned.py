"""Workloads and ways to them that go with the manifests that a change removes."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._data import lost_data
from manifestlint.rules.transitions._leaving import leaving
from manifestlint.rules.transitions._live import what_stops


@transition_rule("workload-pruned", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def workload_pruned(transition: Transition) -> Iterator[Problem]:
    """The change takes something out of Git that runs, or that traffic comes through, and it is deleted.

    Argo CD prunes what is no longer rendered (Argo CD docs, "Automated Sync Policy"; gitops-engine
    `pkg/sync/sync_context.go`, `pruneObject`, v3.1): a workload goes with its pods, a Service with its name
    and address, an Ingress or a route with its hosts. That may be just what is meant. It happens without it
    when a file is moved out of an Application's path, left out of a kustomization, or put into another
    namespace.

    What has only got another name is told by `object-renamed`, a StatefulSet that takes its data along by
    `data-pruned`, and what moves with its Application by `application-destination-changed`.

    It is a warning because whoever removes a manifest mostly means it, and recommended because whoever does
    not finds out when nobody is served.
    """
    left = leaving(transition)
    if left is None or not left.is_deleted or left.renamed_to or left.is_sent_elsewhere:
        return
    stops = what_stops(left.side)
    if stops and not lost_data(left.side):
        yield left.problem(stops)
