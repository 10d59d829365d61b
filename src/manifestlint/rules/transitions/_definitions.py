"""What of a CustomResourceDefinition the API server does not let be changed.

Source: apiextensions-apiserver `pkg/apis/apiextensions/validation/validation.go`,
`validateCustomResourceDefinitionSpecUpdate` and `ValidateCustomResourceDefinitionStoredVersions`, v1.35.
"""

from collections.abc import Iterator

from manifestlint.model.facts import Facts
from manifestlint.model.shape import text
from manifestlint.model.transition import Change, Side
from manifestlint.rules.crds._schemas import versions
from manifestlint.rules.transitions._fields import changed
from manifestlint.rules.transitions._update import Refusal, Update

_SCOPE = ("spec", "scope")
_KIND = ("spec", "names", "kind")


def definition(update: Update) -> Iterator[Refusal]:
    """The scope and the kind; group and plural are in the object's name anyway."""
    for path in (_SCOPE, _KIND):
        before, after = update.get(*path)
        if before and after and before != after:
            yield changed(path, before, after)


def stored(update: Update) -> Iterator[Refusal]:
    """A version in which objects may still be stored."""
    kept = {text(version.get("name")) for _, version in versions(update.new.resource)}
    for _, version in versions(update.old.resource):
        name = text(version.get("name"))
        if version.get("storage") is True and kept and name not in kept:
            yield Refusal(("spec", "versions"), f"version {name}, in which objects were stored, is dropped")


def dropped(old: Side, new: Side) -> list[str]:
    """The versions that were served and are no more."""
    before, after = (_served(side) for side in (old, new))
    return [name for name in before if after and name not in after]


def _served(side: Side) -> list[str]:
    listed = versions(side.resource)
    return [text(version.get("name")) for _, version in listed if version.get("served") is True]


def users(change: Change, side: Side, version: str) -> list[Facts]:
    """The objects of a version that are applied to the same cluster after the change."""
    defined = side.facts.defines
    return [
        facts
        for bundle in change.after
        for facts in bundle.members
        if bundle.cluster == side.bundle.cluster
        and (facts.id.group, facts.id.kind) == defined
        and facts.id.version == version
    ]
