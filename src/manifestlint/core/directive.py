"""A suppression as written: in a comment, or in an annotation."""

from dataclasses import dataclass

from manifestlint.core.finding import Excerpt, Finding
from manifestlint.core.place import Pointer, Span
from manifestlint.core.resource import ResourceId

ALL = "*"
"""Stands for every check of another tool."""


@dataclass(frozen=True, slots=True)
class Directive:
    """`manifestlint: ignore[rule, ...] reason`, and what it covers."""

    path: str
    span: Span
    excerpt: Excerpt
    rules: tuple[str, ...]
    """Empty where the text is not understood."""
    reason: str
    until: str
    """The last day on which it counts, as written; empty: it always does."""
    line: int | None
    """The line that it covers; None: a whole resource."""
    document: int
    pointer: Pointer
    """Where the resource stands that it covers; the root for one that covers a line."""
    resource: ResourceId | None = None
    """The resource that it covers as a whole; None for a line, or a List."""
    peer: str = ""
    """The other tool whose checks the rules name; empty where it is ours."""

    def covers(self, finding: Finding) -> bool:
        """Whether the finding lies where this directive holds; the rule is not looked at."""
        if finding.path != self.path:
            return False
        if self.document < 0:  # it stands in no file, as what a tool made
            return finding.resource == self.resource
        if self.line is not None:
            return finding.span.start.line == self.line
        return finding.document == self.document and finding.pointer[: len(self.pointer)] == self.pointer
