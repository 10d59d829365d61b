"""Applications that wait for a hand."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._policy import AUTOMATED, automation, is_application


@resource_rule(
    "argocd-sync-not-automated",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Application",),
)
def argocd_sync_not_automated(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application does not apply what is merged.

    Git then says one thing and the cluster runs another until somebody syncs by hand, and the next sync
    brings everything that was merged since. `spec.syncPolicy.automated` switches it on, even when it is
    empty (`{}`); left out, null, or with `enabled: false` it is off (Argo CD docs, "Automated Sync Policy";
    `enabled` exists from v3.1 on).

    Where it is off, `argocd-prune-disabled` and `argocd-self-heal-disabled` say nothing.

    It is strict because some teams release by syncing.
    """
    if not is_application(resource) or automation(resource) is not None:
        return
    written = isinstance(resource.get(*AUTOMATED), dict)
    reason = "automated sync is disabled" if written else "sync is not automated"
    text = f"{resource.id}: {reason}, so what is merged is not applied"
    yield Problem(text, at=at(*AUTOMATED, "enabled") if written else at(*AUTOMATED))
