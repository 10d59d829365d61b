"""Settings of a container that only Linux has."""

from collections.abc import Iterator

from manifestlint.model.security import effective, own_context
from manifestlint.model.shape import dig, integer, sequence
from manifestlint.model.workload import Container
from manifestlint.rulekit import At, Problem

ALL = "ALL"


def is_privileged(container: Container) -> bool:
    """Whether it may do everything on its node, whatever else is written."""
    return own_context(container).get("privileged") is True


def capabilities(container: Container, field: str) -> list[str]:
    """The capabilities that are added or dropped, named as the runtime names them.

    Upper and lower case are the same to it, and so is a `CAP_` in front (containerd
    `internal/cri/server/container_create.go`, v2.1).
    """
    written = sequence(dig(own_context(container), "capabilities", field))
    return [name.upper().removeprefix("CAP_") if isinstance(name, str) else "" for name in written]


def low_id(container: Container, field: str, minimum: int, what: str) -> Iterator[Problem]:
    """A user or group that is numbered below the minimum, or left to the image."""
    if container.workload.is_windows:
        return
    setting = effective(container, field)
    number = None if setting is None else integer(setting.value)
    if setting is None:
        reason = f"no {field}, so the image says as which {what} it runs"
        yield Problem(f"{container.title}: {reason}", container.at())
    elif number is not None and 0 < number < minimum:
        reason = f"{field} {number} is below {minimum}, where a {what} of the node may have the same number"
        yield Problem(f"{container.title}: {reason}", At(setting.pointer))
