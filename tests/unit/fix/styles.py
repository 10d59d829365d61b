"""The same data written in many manners, and edits of them."""

import copy
import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from manifestlint.core.fix import AddItem, AddKey, Edit, Quote, RemoveKey, RenameKey, SetValue

TEXTS = (
    "nginx",
    "v1.2",
    "yes",
    "1.10",
    "",
    "it's",
    'a "b" c',
    "a: b",
    "x # y",
    "- z",
    "two\nlines\n",
    "ü\u2028",
    "{}",
)
SCALARS = (*TEXTS, 1, -3, 1.5, True, False, None, 8080)
KEYS = ("name", "spec", "app.kubernetes.io/name", "on", "8080", "a b", "x", "labels", "items")


def values(depth: int = 3) -> st.SearchStrategy[Any]:
    scalar = st.sampled_from(SCALARS)
    if depth == 0:
        return scalar
    inner = values(depth - 1)
    mapping = st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    return st.one_of(scalar, mapping, st.lists(inner, max_size=3))


def documents() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(KEYS), values(), min_size=1, max_size=4)


class Writer:
    """Writes data as YAML, each thing in a manner drawn by lot."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._step = random.choice((2, 4))
        self._dash = random.choice((0, 2))
        self._count = 0

    def document(self, data: dict[str, Any]) -> str:
        lines = self._block(data)
        text = "\n".join(lines) + self._random.choice(
            ("\n", "\n\n", "\n# end\n", "\n" if "|" in "".join(lines) else "")
        )
        text = self._random.choice(("", "---\n", "# top\n", "--- # start\n")) + text
        return text.replace("\n", "\r\n") if self._random.random() < 0.2 else text

    def _comment(self) -> str:
        self._count += 1
        return f"# note {self._count}"

    def _block(self, data: Any) -> list[str]:
        lines: list[str] = []
        for entry in data.items() if isinstance(data, dict) else data:
            if self._random.random() < 0.15:
                lines.append(self._comment())
            lines += self._pair(*entry) if isinstance(data, dict) else self._item(entry)
        return lines

    def _pair(self, key: str, value: Any) -> list[str]:
        head = f"{self._key(key)}:"
        if value and isinstance(value, dict | list) and self._random.random() < 0.75:
            indent = self._step if isinstance(value, dict) else self._dash
            return [self._noted(head), *(" " * indent + line for line in self._block(value))]
        if isinstance(value, str) and value.endswith("\n"):
            sign = self._random.choice(("|", "|2"))
            return [f"{head} {sign}", *(f"  {line}" for line in value[:-1].split("\n"))]
        if value is None and self._random.random() < 0.5:
            return [self._noted(head)]
        anchor = f"&a{self._count} " if self._random.random() < 0.1 else ""
        return [self._noted(f"{head} {anchor}{self._flow(value)}")]

    def _item(self, value: Any) -> list[str]:
        if value and isinstance(value, dict | list) and self._random.random() < 0.75:
            first, *rest = (line for line in self._block(value))
            if first.startswith("#"):
                return ["-", f"  {first}", *(f"  {line}" for line in rest)]
            return [f"- {first}", *(f"  {line}" for line in rest)]
        return [self._noted(f"- {self._flow(value)}")]

    def _noted(self, line: str) -> str:
        return f"{line}  {self._comment()}" if self._random.random() < 0.15 else line

    def _flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._key(k)}: {self._flow(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._flow, value)) + "]"
        return self._text(value) if isinstance(value, str) else json.dumps(value)

    def _key(self, key: str) -> str:
        return key if key not in ("on", "8080") and self._random.random() < 0.8 else self._text(key)

    def _text(self, text: str) -> str:
        if text in ("nginx", "v1.2", "name") and self._random.random() < 0.7:
            return text
        if text.isprintable() and self._random.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text)


def edits_of(data: Any, random: Random) -> Edit:
    """An edit that the data admit."""
    places = list(_pointers(data, ()))
    pointer = random.choice(places[1:] or places)
    parent, value = _at(data, pointer[:-1]), _at(data, pointer)
    new = random.choice((*SCALARS, {"a": "b"}, ["c", {"d": "1"}], {}, [], {"e": {"f": ["g"]}}))
    choices: list[Edit] = [SetValue(pointer, new), RemoveKey(pointer)]
    if isinstance(parent, dict):
        choices.append(RenameKey(pointer, "renamed"))
    mappings = [place for place in places if isinstance(_at(data, place), dict | None)]
    choices.append(
        AddKey((*random.choice(mappings), *random.choice((("new",), ("far", "yes"), ("x/y",)))), new)
    )
    lists = [place for place in places if isinstance(_at(data, place), list)]
    if lists:
        choices.append(AddItem(random.choice(lists), new))
    if value is not None and not isinstance(value, str | dict | list):
        choices.append(Quote(pointer))
    return random.choice(choices)


def naively(data: Any, edit: Edit) -> Any:
    """What the edit means, in the plainest code."""
    data = copy.deepcopy(data)
    *way, last = edit.pointer
    here: Any = data
    for part in way:
        if isinstance(part, int) or part in here:
            here[part] = {} if here[part] is None else here[part]
        else:
            here[part] = {}
        here = here[part]
    if isinstance(edit, AddItem):
        here[last].append(edit.value)
    elif isinstance(edit, AddKey | SetValue):
        here[last] = edit.value
    elif isinstance(edit, Quote):
        here[last] = json.dumps(here[last])
    elif isinstance(edit, RemoveKey):
        del here[last]
    else:
        here[edit.name] = here.pop(last)
    return data


def _pointers(data: Any, pointer: tuple[Any, ...]) -> Any:
    yield pointer
    for key, value in (
        data.items() if isinstance(data, dict) else enumerate(data if isinstance(data, list) else ())
    ):
        yield from _pointers(value, (*pointer, key))


def _at(data: Any, pointer: tuple[Any, ...]) -> Any:
    for part in pointer:
        data = data[part]
    return data
