"""The schemas that Kubernetes publishes, as files of one version."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from manifestlint.core.version import Minor
from manifestlint.schema.versions import bundled

Schema = dict[str, Any]
Kind = tuple[str, str, str]
"""API group with its full domain, version and kind."""

_KINDS = "x-kubernetes-group-version-kind"


class Published:
    """What one version of Kubernetes publishes."""

    def __init__(self, version: Minor) -> None:
        self.version = version
        self._folder = bundled()[version]

    @cached_property
    def definitions(self) -> dict[str, Schema]:
        """All definitions by name."""
        definitions: dict[str, Schema] = _read(self._folder / "_definitions.json")["$defs"]
        return definitions

    @cached_property
    def kinds(self) -> dict[Kind, str]:
        """The definition of every kind that has objects of its own."""
        return {
            _kind(schema[_KINDS][0]): name
            for name, schema in self.definitions.items()
            if len(schema.get(_KINDS, ())) == 1 and "items" not in schema.get("properties", {})
        }

    def serves(self, kind: Kind) -> bool:
        """Whether there is such a kind; reads no more than that kind's file.

        File names hold only the first part of a group, so the group is compared inside.
        """
        if "kinds" in self.__dict__:
            return kind in self.kinds
        group, version, name = kind
        parts = [name.lower(), *([group.partition(".")[0]] if group else []), version]
        path = self._folder / f"{'-'.join(parts)}.json"
        if not all(part.isalnum() for part in parts) or not path.is_file():
            return False
        return kind in map(_kind, _read(path).get(_KINDS, ()))


def _kind(entry: dict[str, str]) -> Kind:
    return entry["group"], entry["version"], entry["kind"]


def _read(path: Path) -> Schema:
    schema: Schema = json.loads(path.read_bytes())
    return schema
