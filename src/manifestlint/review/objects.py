"""The objects that a change touches, and what becomes of those that leave."""

from collections.abc import Iterator

from manifestlint.core.review import Field, Touched
from manifestlint.model.transition import Change, Operation, Side, Transition
from manifestlint.review.fates import Fates
from manifestlint.review.fields import altered_fields
from manifestlint.review.landing import landing
from manifestlint.rules.transitions._images import swaps


def touched(change: Change) -> Iterator[Touched]:
    """Every object with its fields, in the order in which the rules see them."""
    fates, dropped = Fates(change), set(_dropped(change))
    for transition in change.transitions:
        if transition.operation is Operation.CREATE:
            if transition.side.bundle.application or _key(transition.side) not in dropped:
                yield _touched(transition.side, "created")
        elif transition.operation is Operation.DELETE:
            yield _touched(transition.side, *fates.of(transition))
        elif transition.both:
            yield _altered(transition, *transition.both)


def _dropped(change: Change) -> Iterator[tuple[object, ...]]:
    """What an Application applies no more. Still being in its file makes it no new object."""
    for transition in change.transitions:
        if transition.operation is Operation.DELETE and transition.side.bundle.application:
            yield _key(transition.side)


def _key(side: Side) -> tuple[object, ...]:
    return side.resource.origin.file, side.id.group, side.id.kind, side.id.name


def _altered(transition: Transition, old: Side, new: Side) -> Touched:
    fields = tuple(altered_fields(old, new))
    note = f"handed over by {old.bundle.name}" if transition.is_handed_over else ""
    if not fields and not note:
        note = "only the order of a list"
    images = {swap.after.name for swap in swaps(transition)}
    told = bool(note) or not all(_is_image(field, images) for field in fields)
    return _touched(new, "changed", note, fields, told=told)


def _is_image(field: Field, containers: set[str]) -> bool:
    return any(field.path.endswith(f"ontainers[{name}].image") for name in containers)


def _touched(
    side: Side, what: str, note: str = "", fields: tuple[Field, ...] = (), *, told: bool = True
) -> Touched:
    return Touched(landing(side), side.bundle.name, what, note, fields, told)
