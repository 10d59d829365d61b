"""Autoscalers that fight over a workload."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule

_TARGET = At(("spec", "scaleTargetRef"), on="key")


@bundle_rule(
    "autoscaler-target-shared",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kyverno": "prevent-duplicate-hpa"},
)
def autoscaler_target_shared(bundle: Bundle) -> Iterator[Problem]:
    """Two autoscalers scale the same workload.

    Neither works: the controller finds its pods under more than one autoscaler, says `AmbiguousSelector` and
    leaves the number as it is (Kubernetes `pkg/controller/podautoscaler/horizontal.go`,
    `validateAndParseSelector`, v1.35). KEDA makes a HorizontalPodAutoscaler of each ScaledObject, so one of
    each is two. Put all metrics into one autoscaler; the largest number wins.

    Of files that no Application applies, those of the same folder are compared.

    It is recommended, not essential, because the sync succeeds.
    """
    first: dict[tuple[str, ...], Facts] = {}
    for facts in bundle.applied:
        scaler = facts.scaler
        if scaler is None or not scaler.target_name:
            continue
        folder = "" if bundle.application else facts.ref.origin.path.rpartition("/")[0]
        target = scaler.target_kind, scaler.target_name
        other = first.setdefault((folder, bundle.namespace_of(facts), *target), facts)
        if other is not facts:
            yield Problem(
                f"{facts.id}: {' '.join(target)} is scaled by {other.id} too, so neither scales it",
                at=_TARGET,
                resource=facts.ref,
                related=(Related("the other autoscaler", _TARGET, other.ref),),
            )
