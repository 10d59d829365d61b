"""What is fixed by another apiVersion alone has every field of the old one in the new one."""

from collections.abc import Iterator
from typing import Any

import pytest

from manifestlint.schema.lifecycle import api_version, published, stable_first
from manifestlint.schema.published import Kind, Published
from manifestlint.schema.removals import SAME_SHAPE
from manifestlint.schema.versions import bundled, newest

_TOP = ("apiVersion", "kind", "metadata", "status")


def _cases() -> dict[str, tuple[Published, Kind]]:
    """Each kind of the table of which there is a schema, in the last version that has it."""
    return {
        f"{api_version(kind)}/{kind[2]}": (published(version), kind)
        for version in sorted(bundled())
        for kind in published(version).kinds
        if (api_version(kind), kind[2]) in SAME_SHAPE
    }


def _fields(pub: Published, schema: Any, path: str = "", seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Every field below a schema, with its type."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name:
        if name not in seen:
            yield from _fields(pub, pub.definitions[name], path, (*seen, name))
        return
    # A field that is asked for may not be null.
    types = schema.get("type")
    yield f"{path} {types[0] if isinstance(types, list) else types}"
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            yield from _fields(pub, schema[inner], f"{path}[]", seen)
    for key, inner in schema.get("properties", {}).items():
        if path or key not in _TOP:
            yield from _fields(pub, inner, f"{path}.{key}", seen)


@pytest.mark.parametrize(("pub", "kind"), _cases().values(), ids=_cases().keys())
def test_the_successor_has_every_field(pub: Published, kind: Kind) -> None:
    latest = published(newest())
    successor = stable_first(kind, newest())[0]
    old = set(_fields(pub, pub.definitions[pub.kinds[kind]]))
    new = set(_fields(latest, latest.definitions[latest.kinds[successor]]))
    assert successor != kind
    assert sorted(old - new) == []
