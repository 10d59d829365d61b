"""The images that a change replaces, told once for all workloads that get the same."""

from collections.abc import Iterable, Iterator

from manifestlint.core.review import Version
from manifestlint.model.image import Image
from manifestlint.model.release import Release, read_release
from manifestlint.model.transition import Transition
from manifestlint.review.landing import landing
from manifestlint.rules.transitions._images import Swap, elsewhere, swaps

_STEPS = ("major", "minor", "patch")
_NO_TAG = "no tag"
_DIGESTS = {
    (True, True): "another digest",
    (False, True): "digest added",
    (True, False): "digest lost",
    (False, False): "",
}


def versions(transitions: Iterable[Transition]) -> Iterator[Version]:
    """Every pair of images, with those that it concerns."""
    found: dict[tuple[str, str], list[Swap]] = {}
    for transition in transitions:
        for swap in swaps(transition):
            found.setdefault((swap.old.text, swap.new.text), []).append(swap)
    for same in found.values():
        sides = [swap.transition.side for swap in same]
        yield Version(
            *named(same[0].old, same[0].new),
            step_between(same[0].old, same[0].new),
            tuple(dict.fromkeys(landing(side) for side in sides)),
            tuple(dict.fromkeys(side.bundle.name for side in sides)),
        )


def named(old: Image, new: Image) -> tuple[str, str, str]:
    """The name of what changes, and what it is before and after."""
    name = new.repository.rpartition("/")[2]
    if old.full_name != new.full_name:
        return name, old.text, new.text
    if old.tag == new.tag:
        return name, _exactly(old), _exactly(new)
    return name, old.tag or old.digest or _NO_TAG, new.tag or new.digest or _NO_TAG


def _exactly(image: Image) -> str:
    return f"{image.tag}@{image.digest}".strip("@") or _NO_TAG


def step_between(old: Image, new: Image) -> str:
    """What kind of step leads from one image to the other; empty where nothing tells."""
    if old.full_name != new.full_name:
        return elsewhere(old, new)
    if old.tag == new.tag:
        return _DIGESTS[bool(old.digest), bool(new.digest)]
    before, after = read_release(old.tag), read_release(new.tag)
    if before is None or after is None or not before.is_comparable(after):
        return ""
    return _step(before, after)


def _step(before: Release, after: Release) -> str:
    if after <= before:
        return "down" if after < before else "the same version"
    pairs = zip(before.numbers, after.numbers, strict=True)
    place = next((index for index, (one, other) in enumerate(pairs) if one != other), None)
    if place is None:
        return "pre-release" if after.early else "release"
    return _STEPS[min(place, len(_STEPS) - 1)]
