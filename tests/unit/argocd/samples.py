"""What the tests of Argo CD's part share."""

from typing import Any

from manifestlint.model.resource import Resource, read_resources
from manifestlint.source import read
from tests.support import MemoryTree

REPOSITORY = "https://git.example.com/team/deploy.git"
KEYS = {"git.example.com/team/deploy"}
REVISIONS = {"main"}


def resources(text: str) -> list[Resource]:
    """All objects of a YAML text."""
    documents = read("x.yaml", text.encode()).documents
    return [
        item for document in documents for item in read_resources(document.data, "x.yaml", document.index)
    ]


def resource(text: str) -> Resource:
    """The only object of a YAML text."""
    (only,) = resources(text)
    return only


def tree(*paths: str) -> MemoryTree:
    """A tree of empty files."""
    return MemoryTree(dict.fromkeys(paths, b""))


def tree_of(files: dict[str, str]) -> MemoryTree:
    """A tree of files with their texts."""
    return MemoryTree({path: text.encode() for path, text in files.items()})


def named(kind: str, name: str, **annotations: str) -> Resource:
    """An object with nothing but a kind, a name, and annotations by the last part of Argo CD's keys."""
    metadata: dict[str, Any] = {"name": name}
    if annotations:
        metadata["annotations"] = {
            f"argocd.argoproj.io/{key.replace('_', '-')}": value for key, value in annotations.items()
        }
    (found,) = read_resources({"apiVersion": "v1", "kind": kind, "metadata": metadata}, "x.yaml", 0)
    return found
