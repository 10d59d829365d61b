"""Services that lose their pods until a rollout ends."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.transition import Transition
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, transition_rule
from manifestlint.rules.transitions._traffic import behind, comes_later, counterpart


@transition_rule(
    "service-endpoints-lost",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Service",),
)
def service_endpoints_lost(transition: Transition) -> Iterator[Problem]:
    """A Service gets a selector that only the pods of the new version fulfil.

    Argo CD applies the Service within moments, and from then on only pods with all its labels get requests
    (Kubernetes docs, "Service"). Those that run do not have them; those that do must first be started and
    become ready. Until then every request fails, however careful the rolling update is.

    Take two steps: first give the pods the label and let the rollout end, then let the Service ask for it. Or
    put the Service into a later sync wave than the workload: Argo CD waits until that is healthy (Argo CD
    docs, "Sync Phases and Waves").

    Told where all the workloads that the Service selects are in this repository, and none of them, as it
    runs today, has pods that the new selector matches. It is recommended, not essential, because the sync
    itself succeeds.
    """
    if not transition.both or not transition.alters("spec", "selector"):
        return
    old, new = transition.both
    selector = new.facts.service.selector if new.facts.service else None
    serving, served = behind(new), behind(old)
    if selector is None or not serving or not served or old.bundle.partial:
        return
    before = [counterpart(workload, old.bundle, new.bundle) for workload in serving]
    if any(facts and (not facts.pod or not facts.pod.known or facts.runs(selector)) for facts in before):
        return
    if all(comes_later(new, workload) for workload in serving):
        return
    workload = serving[0]
    labels = At(workload.pod.labels_pointer, on="key") if workload.pod else At()
    yield Problem(
        f"{new.id}: only new pods of {workload.id} have {selector}, so no request is served"
        " until they are ready",
        at=at("spec", "selector"),
        related=(
            Related("the selector before", at("spec", "selector"), old.ref),
            Related("the labels that new pods get", labels, workload.ref),
        ),
    )
