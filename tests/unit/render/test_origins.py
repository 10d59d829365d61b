"""Which manifest an object was made of, when its name was changed."""

from typing import Any

import pytest

from manifestlint.core.place import At
from manifestlint.model.resource import read_resources
from manifestlint.render import Rendered, RenderedResource, origin_of, plain_origin
from manifestlint.source import Source, read


def config(name: str, **data: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def made(*objects: dict[str, Any]) -> Rendered:
    return Rendered(
        tuple(
            RenderedResource(resource.id, resource.data, "a.yaml", "")
            for data in objects
            for resource in read_resources(data, "a.yaml", 0)
        )
    )


def reader_of(text: str) -> Any:
    def reader(path: str) -> Source:
        return read(path, text.encode())

    return reader


def manifest(*names: str) -> Any:
    documents = (f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\n" for name in names)
    return reader_of("---\n".join(documents))


@pytest.mark.parametrize(
    ("written", "rendered"),
    [
        (("web", "web-admin"), ("web", "web-admin")),
        (("web", "web-admin"), ("dev-web", "dev-web-admin")),
        (("web", "web-admin"), ("web-admin", "web-admin-admin")),
        (("a", "aa", "aaa"), ("xay", "xaay", "xaaay")),
        (("web",), ("something-else",)),
    ],
)
def test_names(written: tuple[str, ...], rendered: tuple[str, ...]) -> None:
    result = made(*map(config, rendered))
    origins = [plain_origin(item, result, manifest(*written)) for item in result.resources]
    assert [origin and origin.document for origin in origins] == list(range(len(written)))


def test_no_guess_where_it_could_be_any() -> None:
    result = made(config("b"))
    assert plain_origin(result.resources[0], result, manifest("p", "q")) is None
    assert plain_origin(result.resources[0], result, manifest("b", "b")) is None
    assert plain_origin(result.resources[0], result, reader_of("a: {{ b }}")) is None


def test_items_of_lists() -> None:
    text = (
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n"
        "  metadata: {name: a}\n  data: {x: [1, true, {name: one, v: 1}]}\n"
    )
    result = made(config("a", x=[{"name": "one", "v": 1}, True, 1, {"name": "two", "v": 1}]))

    def pointer(*path: str | int) -> tuple[str | int, ...] | None:
        found = origin_of(result.resources[0], At(("data", "x", *path)), result, reader_of(text))
        return None if found is None else found.at.pointer[4:]

    assert pointer(0, "v") == (2, "v")
    assert pointer(1) == (1,)
    assert pointer(2) == (0,)
    assert pointer(3, "v") is None
    assert pointer(0, "missing", "deep") == (2, "missing", "deep")


def test_a_value_that_was_changed_is_written_nowhere() -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: old, gone: x}\n"
    result = made(config("a", k="new"))
    resource, reader = result.resources[0], reader_of(text)
    assert origin_of(resource, At(("data", "k")), result, reader) is None
    assert origin_of(resource, At(("data", "gone")), result, reader) is None
    data = origin_of(resource, At(("data",)), result, reader)
    assert data is not None
    assert not data.exact
