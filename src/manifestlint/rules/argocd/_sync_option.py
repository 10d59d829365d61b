"""Fixes that give an object a sync option."""

from manifestlint.argocd.annotations import SYNC_OPTIONS, listed
from manifestlint.argocd.order import shell
from manifestlint.model.facts import Facts
from manifestlint.rulekit import AddKey, Fix, Safety, SetValue


def kept_by(facts: Facts, option: str) -> Fix | None:
    """The option, as `Prune=false`, among those that the object has; one that says otherwise was meant so."""
    title = f"keep it with {option}"
    pointer = ("metadata", "annotations", SYNC_OPTIONS)
    if facts.annotations.get(SYNC_OPTIONS) is None:
        return Fix(title, Safety.SAFE, (AddKey(pointer, option),))
    options = listed(shell(facts).annotations, SYNC_OPTIONS)
    name = option.partition("=")[0]
    if any(each.startswith(f"{name}=") for each in options):
        return None
    return Fix(title, Safety.SAFE, (SetValue(pointer, ",".join((*options, option))),))
