"""How much of a file is read, and what is raised for a file that cannot be."""

from dataclasses import dataclass

from manifestlint.core.failure import FailureKind


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; anything above is an `Unreadable`, never a slow or a crashed run."""

    file_bytes: int = 16 * 1024 * 1024
    depth: int = 100
    alias_nodes: int = 400_000
    """Values that a document's aliases may stand for; Kubernetes itself refuses more than about as many."""
    flaws: int = 1000
    """Surprising scalars told for one document, and repeated keys: beyond that nobody reads on."""


DEFAULTS = Limits()


class Unreadable(Exception):  # noqa: N818 - it is what the file is
    """A file from which nothing can be read, and why. Mistakes in the YAML are flaws, not this."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
