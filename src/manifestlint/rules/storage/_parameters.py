"""What is handed to a driver with every volume."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import key
from manifestlint.model.shape import strings
from manifestlint.rulekit import Fault

_MOST, _LARGEST = 512, 256 * 1024


def parameter_faults(parameters: Any) -> Iterator[Fault]:
    """Why parameters are too many, too large or nameless (`validateParameters`)."""
    given = strings(parameters)
    size = sum(len(name.encode()) + len(value.encode()) for name, value in given.items())
    if len(given) > _MOST:
        yield f"{len(given)} parameters are more than {_MOST}", key("parameters")
    elif size > _LARGEST:
        yield f"the parameters have {size} bytes together, and {_LARGEST} is the most", key("parameters")
    if "" in given:
        yield "a parameter has no name", key("parameters", "")
