"""Objects that wait for what comes after them."""

from collections.abc import Iterator

from manifestlint.core.resource import ResourceRef
from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import Order, applied, order_of, told

_NAME = At(("metadata", "name"))
_Found = dict[tuple[str, str, str], Facts]


@bundle_rule("argocd-wave-inverted", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1")
def argocd_wave_inverted(bundle: Bundle) -> Iterator[Problem]:
    """Pods need an object that Argo CD applies in a later phase or wave.

    Argo CD waits until everything in a wave is healthy before it goes on (Argo CD docs, "Sync Phases and
    Waves"). A PreSync Job that mounts a ConfigMap of the Sync phase never starts, so the ConfigMap is never
    applied: the first sync of a new environment hangs. Later ones run with what the sync before left.

    Give the ConfigMap, Secret, ServiceAccount or PersistentVolumeClaim the same hook or an earlier wave
    (`argocd.argoproj.io/sync-wave: "-1"`), or move the pods behind it. Namespaces and CRDs need nothing:
    Argo CD moves them before what needs them (gitops-engine `pkg/sync/sync_tasks.go`, `adjustDeps`, v0.7).
    CronJobs are not waited for. What is optional, or comes from elsewhere, is no problem.

    It is recommended, not essential, because a cluster where the object is already there still syncs.
    """
    if applied(bundle) is None:
        return
    order = order_of(bundle)
    found = {
        (facts.id.kind, bundle.namespace_of(facts), facts.id.name): facts
        for facts in bundle.members
        if facts.id.group == "" and not facts.generated
    }
    for facts in bundle.workloads:
        if facts.id.kind != "CronJob" and facts.replicas != 0:
            yield from _late(bundle, facts, found, order)


def _late(bundle: Bundle, facts: Facts, found: _Found, order: Order) -> Iterator[Problem]:
    told_of: set[ResourceRef] = set()
    for need in facts.references:
        if need.group or need.optional:
            continue
        needed = found.get((need.kind, bundle.namespace_of(facts), need.name))
        mine, its = order.of.get(facts.ref), order.of.get(needed.ref) if needed else None
        if needed is None or not mine or not its or min(its) <= min(mine) or needed.ref in told_of:
            continue
        told_of.add(needed.ref)
        yield Problem(
            f"{facts.id}: it waits for {needed.id}, which comes only after it",
            at=At(need.pointer),
            resource=facts.ref,
            related=(
                Related(f"applied in {told(order.steps[min(mine)])}", _NAME),
                Related(f"applied in {told(order.steps[min(its)])}", _NAME, needed.ref),
            ),
        )
