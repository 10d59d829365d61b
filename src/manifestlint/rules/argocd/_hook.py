"""Objects that Argo CD applies in a phase of their own."""

from manifestlint.argocd.annotations import HOOK
from manifestlint.argocd.order import Phase, phases
from manifestlint.model.resource import Resource

TYPES = (*(phase.value for phase in Phase), "Skip")
POLICIES = ("HookSucceeded", "HookFailed", "BeforeHookCreation")
_OF_SYNC = frozenset({Phase.PRE_SYNC, Phase.SYNC, Phase.POST_SYNC, Phase.SYNC_FAIL})


def is_sync_hook(resource: Resource) -> bool:
    """Whether it is a hook, by Argo CD's own annotation, that a sync runs."""
    return HOOK in resource.annotations and not _OF_SYNC.isdisjoint(phases(resource))
