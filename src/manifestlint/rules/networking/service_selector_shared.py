"""Services that are the same twice."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_SELECTOR = At(("spec", "selector"), on="key")


@bundle_rule(
    "service-selector-shared",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kyverno": "require-unique-service-selector", "gatekeeper": "K8sUniqueServiceSelector"},
)
def service_selector_shared(bundle: Bundle) -> Iterator[Problem]:
    """Two Services of a namespace have the same selector and the same ports.

    Both send to the same pods, which is how a copied Service looks whose selector was forgotten: the pods
    that it was made for get nothing.

    Services that differ in type, in ports, or in being headless are no copies of each other: a StatefulSet
    has a headless one beside the other, and metrics have a port of their own. The Services that a Rollout
    switches between have the same selector until its controller changes it, and are not told.

    It is strict because a second name for the same pods can be meant.
    """
    switched = {
        (bundle.namespace_of(each), name) for each in bundle.workloads for name in each.switched_services
    }
    first: dict[Any, Facts] = {}
    for facts in bundle.applied:
        it, namespace = facts.service, bundle.namespace_of(facts)
        if it is None or it.selector is None or (namespace, facts.id.name) in switched:
            continue
        labels = frozenset((item.key, item.values) for item in it.selector.requirements)
        ports = frozenset((port.port, port.protocol) for port in it.ports)
        folder = "" if bundle.application else facts.ref.origin.path.rpartition("/")[0]
        same = first.setdefault((folder, namespace, labels, ports, it.type, it.headless), facts)
        if same is not facts:
            alike = f"same selector {it.selector} and same ports as {same.id}"
            yield Problem(
                f"{facts.id}: {alike}, so both send to the same pods",
                at=_SELECTOR,
                resource=facts.ref,
                related=(Related("the other Service", _SELECTOR, same.ref),),
            )
