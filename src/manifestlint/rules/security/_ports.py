"""The ports that containers listen on."""

from collections.abc import Iterator

from manifestlint.model.shape import integer, mappings, text
from manifestlint.model.workload import Container


def opened(container: Container) -> Iterator[tuple[int, int, str]]:
    """Each port that a container declares: its index, its number and its protocol."""
    for index, port in mappings(container.data.get("ports")):
        number = integer(port.get("containerPort"))
        if number is not None:
            yield index, number, text(port.get("protocol")) or "TCP"
