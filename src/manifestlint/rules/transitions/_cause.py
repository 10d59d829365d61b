"""Why an object is applied no more, as far as the two states tell."""

import re
from dataclasses import dataclass
from typing import Any

from manifestlint.model.shape import mapping
from manifestlint.model.transition import Side, Transition

_HASHED = re.compile(r"^(.+)-[2456789bcdfghkmt]{10}$")


@dataclass(frozen=True, slots=True)
class Cause:
    """Why, as the end of a sentence, and the new name of what is only renamed."""

    words: str
    renamed_to: str = ""


def cause_of(transition: Transition, side: Side) -> Cause | None:
    """Why an object left; None for a version of a generated ConfigMap or Secret that a newer one replaces.

    Kustomize ends their names with a hash of what they hold, in ten letters of sixteen (kustomize
    `api/hasher/hasher.go`, `encode`, v5.7).
    """
    created = transition.change.created.get((side.bundle.name, side.id.group, side.id.kind), ())
    for new in created:
        if new.namespace != side.namespace and new.id.name == side.id.name:
            return Cause(f"it is now in namespace {new.namespace or 'none'}")
    for new in created:
        if new.namespace == side.namespace:
            if _is_next_version(side, new):
                return None
            if _is_renamed(side, new):
                return Cause(f"it is now called {new.id.name}", new.id.name)
    return Cause(_where(transition, side))


def _is_next_version(old: Side, new: Side) -> bool:
    if old.id.kind not in {"ConfigMap", "Secret"}:
        return False
    before, now = _HASHED.match(old.id.name), _HASHED.match(new.id.name)
    return before is not None and now is not None and before[1] == now[1]


def _is_renamed(old: Side, new: Side) -> bool:
    """Whether all is as it was but the name, also where it is part of something else."""
    metadata = mapping(new.resource.data.get("metadata"))
    there = {**new.resource.data, "metadata": {**metadata, "namespace": old.get("metadata", "namespace")}}
    metadata = mapping(old.resource.data.get("metadata"))
    here = {**old.resource.data, "metadata": {"namespace": None, **metadata}}
    return _is_alike(here, there, (old.id.name, new.id.name))


def _is_alike(old: Any, new: Any, names: tuple[str, str]) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_is_alike(old[key], new[key], names) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(_is_alike(*pair, names) for pair in zip(old, new, strict=True))
    return bool(old == new) or (isinstance(old, str) and old.replace(*names) == new)


def _where(transition: Transition, side: Side) -> str:
    """What became of its file."""
    origin, change = side.resource.origin, transition.change
    for bundle, facts in change.applied.get((side.id.group, side.id.kind, side.id.name), ()):
        if bundle.application is None:
            return f"{facts.ref.origin.file} holds it, which no Application applies"
    old, new = (_sources_of(bundles, side.bundle.name) for bundles in (change.before, change.after))
    if old != new:
        return f"the Application now applies {new} instead of {old}" if new else ""
    return "" if origin.file in change.paths else f"{origin.file} itself is unchanged"


def _sources_of(bundles: Any, name: str) -> str:
    """The paths, and the revisions, of what a bundle's Application applies."""
    for bundle in bundles:
        if bundle.name == name and bundle.application and bundle.application.application:
            return " and ".join(path or "." for _, path in bundle.application.application.sources)
    return ""
