"""Objects that Argo CD applies in a phase of their own."""

from collections.abc import Iterable

from manifestlint.argocd.annotations import HOOK, listed
from manifestlint.argocd.order import Phase, phases
from manifestlint.core.words import close_to
from manifestlint.model.resource import Resource
from manifestlint.rulekit import Fix, Safety, SetValue

TYPES = (*(phase.value for phase in Phase), "Skip")
POLICIES = ("HookSucceeded", "HookFailed", "BeforeHookCreation")
_CUTOFF = 0.7
_OF_SYNC = frozenset({Phase.PRE_SYNC, Phase.SYNC, Phase.POST_SYNC, Phase.SYNC_FAIL})


def is_sync_hook(resource: Resource) -> bool:
    """Whether it is a hook, by Argo CD's own annotation, that a sync runs."""
    return HOOK in resource.annotations and not _OF_SYNC.isdisjoint(phases(resource))


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; Helm writes the same ones with hyphens."""
    return close_to(word.replace("-", ""), known, cutoff=_CUTOFF)


def respelt_list(resource: Resource, annotation: str, known: tuple[str, ...]) -> Fix | None:
    """An annotation's list with the words that were probably meant, if one is known for each."""
    words = [
        word if word in known else meant(word, known) for word in listed(resource.annotations, annotation)
    ]
    if not all(words):
        return None
    value = ",".join(dict.fromkeys(word for word in words if word))
    return Fix(f"write {value}", Safety.UNSAFE, (SetValue(("metadata", "annotations", annotation), value),))
