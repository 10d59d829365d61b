"""Which of several alternatives a value was meant to be."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from manifestlint.core.place import Pointer

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


def best_branch(
    branches: Sequence[Sequence["ValidationError"]], path: Pointer
) -> Sequence["ValidationError"]:
    """The errors of the alternative that fits best; nothing where no alternative says anything.

    One that takes a value of this type fits better than one that does not, and then the one with the fewest
    errors.
    """
    told = [branch for branch in branches if branch]
    return min(told, key=lambda branch: (_refuses_type(branch, path), len(branch)), default=())


def _refuses_type(branch: Sequence["ValidationError"], path: Pointer) -> bool:
    return any(error.kind.name == "type" and tuple(error.instance_path) == path for error in branch)
