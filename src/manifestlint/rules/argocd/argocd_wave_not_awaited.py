"""Waves of Applications."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import SYNC_WAVE
from manifestlint.argocd.order import shell, wave
from manifestlint.model.bundle import Bundle
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.argocd._bundle import applied


@bundle_rule("argocd-wave-not-awaited", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def argocd_wave_not_awaited(bundle: Bundle) -> Iterator[Problem]:
    """An Argo CD Application in an app of apps has an earlier wave than something else there.

    A wave is over when its objects are healthy, and an Application has no health check since v1.8. So the
    next wave begins as soon as the Application exists, before it has synced anything, unless argocd-cm holds
    `resource.customizations.health.argoproj.io_Application` (Argo CD docs, "Resource Health", "Argocd App";
    https://github.com/argoproj/argo-cd/issues/5585). No repository shows for sure whether it does.

    Put the check into argocd-cm, or do not rely on the order: let the later ones retry.

    It is an info, and strict, because it depends on the installation.
    """
    if applied(bundle) is None:
        return
    waves = {facts.ref: wave(shell(facts)) for facts in bundle.members}
    last = max(waves.values(), default=0)
    for facts in bundle.members:
        is_application = (facts.id.group, facts.id.kind) == (ARGOCD_GROUP, "Application")
        if is_application and waves[facts.ref] < last:
            yield Problem(
                f"{facts.id}: wave {waves[facts.ref]} is not waited for, and a later one begins at once,"
                " unless argocd-cm has a health check for Applications",
                at=At(("metadata", "annotations", SYNC_WAVE)),
                resource=facts.ref,
            )
