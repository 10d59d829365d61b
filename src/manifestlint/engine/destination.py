"""Bundles put where they land, beside all that lands there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from manifestlint.engine.judge import Judge
from manifestlint.engine.plan import Plan
from manifestlint.model.bundle import Bundle
from manifestlint.model.destination import Destination, Gap, Landscape


def placed(bundles: Iterable[Bundle], plan: Plan, judge: Judge) -> list[Bundle]:
    """The bundles of a plan, each with what it finds in its cluster."""
    bundles = tuple(bundles)

    def is_external(kind: str, namespace: str, name: str) -> bool:
        return any(item.covers(kind, namespace, name) for item in judge.policy.external)

    landscape = Landscape(bundles, _gaps(bundles, plan, judge), is_external)
    return [replace(bundle, destination=Destination(landscape, bundle)) for bundle in bundles]


def _gaps(bundles: tuple[Bundle, ...], plan: Plan, judge: Judge) -> Iterator[Gap]:
    """What is applied and does not lie here. An Application beside Argo CD may bring others."""
    if plan.failures:
        yield Gap(None, None)
    for application in plan.foreign:
        destination = application.destination
        everywhere = destination.namespace in {"", judge.policy.argocd_namespace}
        yield Gap(destination.cluster, None if everywhere else destination.namespace)
    remote = {bundle.cluster for bundle in bundles if bundle.cluster}
    if len({"://" in cluster for cluster in remote}) > 1:
        # Named here by URL and there by name: nothing says which of them are the same.
        yield from (Gap(cluster, None) for cluster in remote)
