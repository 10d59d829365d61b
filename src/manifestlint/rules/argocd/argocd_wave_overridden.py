"""Waves that Argo CD does not keep to."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import SYNC_WAVE
from manifestlint.argocd.order import shell, wave
from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied, order_of, told


@bundle_rule("argocd-wave-overridden", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def argocd_wave_overridden(bundle: Bundle) -> Iterator[Problem]:
    """A Namespace or CustomResourceDefinition has a later wave than what needs it.

    Argo CD does not keep to it: it moves the two before the first object that lands in the namespace, or is
    of the kind, into that object's phase and wave (gitops-engine `pkg/sync/sync_tasks.go`, `adjustDeps`,
    v0.7). Nothing breaks, but whoever reads the number is misled, and so is everything that was put between
    the two. Give it the wave in which it is applied.

    It is strict because nothing breaks by it.
    """
    if applied(bundle) is None:
        return
    order = order_of(bundle)
    for facts in bundle.members:
        if SYNC_WAVE not in facts.annotations or facts.ref not in order.of:
            continue
        step = order.steps[min(order.of[facts.ref])]
        written = wave(shell(facts))
        if step.wave != written:
            yield Problem(
                f"{facts.id}: it is applied in {told(step)}, and not in wave {written},"
                " for something there needs it",
                at=At(("metadata", "annotations", SYNC_WAVE)),
                resource=facts.ref,
            )
