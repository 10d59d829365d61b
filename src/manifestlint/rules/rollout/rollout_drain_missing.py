"""Pods that end while requests are still on their way to them."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule


@bundle_rule("rollout-drain-missing", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def rollout_drain_missing(bundle: Bundle) -> Iterator[Problem]:
    """The pods behind a Service end at once, while nodes still send them requests.

    A pod is told to end and taken out of the Service's EndpointSlices at the same time, and it takes every
    node and load balancer a moment to learn it (Kubernetes docs, "Pod Lifecycle", termination of Pods).
    Requests of that moment reach a program that has stopped listening. Let it wait first:
    `preStop: {sleep: {seconds: 5}}`. With `terminationGracePeriodSeconds: 0` nothing helps, for the pod is
    killed at once.

    Jobs, bare pods and what no Service selects are not told.

    It is strict because a program may go on listening for a while when it is told to end.
    """
    for workload in bundle.workloads:
        update, services = workload.update, bundle.services_of(workload)
        if update is None or workload.strategy is None or not services:
            continue
        if update.grace and update.waits:
            continue
        if update.grace:
            text = f"{workload.id}: no container has a preStop that waits until nodes stop sending requests"
        else:
            text = f"{workload.id}: terminationGracePeriodSeconds is 0, so pods are killed amid requests"
        selector = At(("spec", "selector"), on="key")
        related = Related(f"{services[0].id} sends traffic to it", selector, services[0].ref)
        at = At(("spec", "template", "spec"), on="key")
        yield Problem(text, at=at, resource=workload.ref, related=(related,))
