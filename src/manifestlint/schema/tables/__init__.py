"""Kinds that are known without their CRDs: field tables of our own, one file a project.

A table names its source, and maps a type to its fields and their types:

* `string`, `integer`, `int32`, `int64`, `number`, `boolean`, `int-or-string`, `time`;
  `object` is a mapping with any fields, `any` is anything;
* the name of another type of the table, or of `meta.json`; `$Name` is a type of Kubernetes itself, of the
  version that is asked for;
* `[type]` is a list, `{type}` a mapping with any keys;
* a JSON Schema, for what this cannot say.

`!` after a field's name says that the field is required. `null` counts as left out: in a CRD without
`nullable` the server drops it (apiextensions-apiserver `pkg/apiserver/schema/defaulting/prunenulls.go`,
v1.35).

Two generators deep an ApplicationSet's CRD takes anything, and Argo CD decodes it later
(`applicationset_types.go`, `NestedMatrixGenerator`); there only the names of generators are checked.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from manifestlint.core.version import Minor
from manifestlint.schema.compiled import Compiled
from manifestlint.schema.lifecycle import published
from manifestlint.schema.schemas import Checker, Schemas
from manifestlint.schema.serverside import server_schema
from manifestlint.schema.tables.notation import Fields, Schema, Types, definitions, reference

_FOLDER = Path(__file__).parent
_META = "meta"
_PROJECTS = ("argocd", "rollouts")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def add_tables(schemas: Schemas) -> None:
    """Let the schemas judge the kinds of every table, each compiled when its first object comes."""
    for group, version, kind, load in table_kinds(schemas.version):
        schemas.add(group, version, kind, load)


def table_kinds(kubernetes: Minor) -> Iterator[tuple[str, str, str, Callable[[], Checker]]]:
    """Every kind that a table knows: group, version, kind, and how to get what judges its objects."""
    for project in _PROJECTS:
        table = _table(project)
        for kind in table["kinds"]:
            yield table["group"], table["version"], kind, _loader(kubernetes, project, kind)


def _loader(kubernetes: Minor, project: str, kind: str) -> Callable[[], Checker]:
    return lambda: _compiled(kubernetes, project, kind)


@cache
def _compiled(kubernetes: Minor, project: str, kind: str) -> Compiled:
    """What judges the objects of a kind, compiled once a process."""
    return Compiled(table_schema(kubernetes, project, kind))


def table_schema(kubernetes: Minor, project: str, kind: str) -> Schema:
    """The JSON Schema of a kind."""
    table = _table(project)
    types: Types = {**_table(_META)["types"], **table["types"]}
    name = table["kinds"][kind]
    root: Fields = {"apiVersion!": "string", "kind!": "string", **types[name], "metadata!": named_metadata()}
    own = definitions({**types, name: root}, name)
    if any("." in name for name in own.wanted):
        own.found.update(_kubernetes(kubernetes))
    schema = {**own.found.pop(name), "type": "object", "$schema": _DIALECT}
    return {**schema, "$defs": own.found}


def object_meta() -> dict[str, Schema]:
    """The definitions of `metadata`, as custom resources of any kind have it."""
    return definitions(_table(_META)["types"], "ObjectMeta").found


def named_metadata() -> Schema:
    """The `metadata` of an object that is stored, which needs a name."""
    named = [{"required": ["name"]}, {"required": ["generateName"]}]
    return {**reference("ObjectMeta"), "type": "object", "anyOf": named}


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_bytes())
    return table


def _kubernetes(version: Minor) -> dict[str, Schema]:
    """Kubernetes' own types, as far as objects that run pods hold them."""
    found: dict[str, Schema] = server_schema(published(version), ("batch", "v1", "Job"))["$defs"]
    return found
