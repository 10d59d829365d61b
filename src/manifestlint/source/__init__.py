"""The only place that opens files: trees of files, git, and the YAML reader with its positions."""

from manifestlint.source import git
from manifestlint.source.limits import Limits, Unreadable
from manifestlint.source.reader import decode, encode, read
from manifestlint.source.revision import Revision
from manifestlint.source.source import Comment, Document, Duplicate, Flaw, Source
from manifestlint.source.templates import comes_from_template
from manifestlint.source.tree import Overlay, Tree, Worktree

__all__ = [
    "Comment",
    "Document",
    "Duplicate",
    "Flaw",
    "Limits",
    "Overlay",
    "Revision",
    "Source",
    "Tree",
    "Unreadable",
    "Worktree",
    "comes_from_template",
    "decode",
    "encode",
    "git",
    "read",
]
