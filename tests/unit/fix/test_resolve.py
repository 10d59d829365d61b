from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from manifestlint.core.fix import AddItem, AddKey, Edit, Quote, RemoveKey, RenameKey, SetValue
from manifestlint.fix.intend import NotApplicable
from manifestlint.fix.patchwork import patched
from manifestlint.fix.resolve import changes_for
from manifestlint.source import read
from tests.unit.fix.styles import Writer, documents, edits_of, naively


def fixed(text: str, *edits: Edit) -> str:
    return patched(text, changes_for(text, 0, list(edits)))


def notes(text: str) -> Counter[str]:
    return Counter(comment.text for comment in read("x.yaml", text.encode()).comments())


def data_of(text: str) -> Any:
    source = read("x.yaml", text.encode())
    assert not [flaw for flaw in source.flaws if flaw.rule != "yaml-scalar-surprising"]
    return source.documents[0].data


@settings(deadline=None)
@given(documents(), st.randoms(use_true_random=False))
def test_a_fix_changes_just_what_it_says(data: dict[str, Any], random: Random) -> None:
    text = Writer(random).document(data)
    assert data_of(text) == data
    edit = edits_of(data, random)
    try:
        changes = changes_for(text, 0, [edit])
    except NotApplicable:
        event(f"no fix: {type(edit).__name__}")
        return
    event(f"fix: {type(edit).__name__}")
    after = patched(text, changes)
    assert data_of(after) == naively(data, edit)
    assert type(data_of(after)) is dict
    lost = notes(text) - notes(after)
    gone = "".join(text[start:end] for start, end, _ in changes)
    assert not notes(after) - notes(text)
    assert not lost or isinstance(edit, RemoveKey)
    assert all(f"# {note}" in gone for note in lost)
    assert "\n" not in after.replace("\r\n", "") if "\r\n" in text else "\r" not in after
    assert not (text.endswith("\n") and not after.endswith("\n"))


@settings(deadline=None)
@given(documents(), st.randoms(use_true_random=False))
def test_what_has_no_trap_can_always_be_mended(data: dict[str, Any], random: Random) -> None:
    writer = Writer(random)
    writer._noted = lambda line: line  # type: ignore[method-assign]
    text = writer.document(data)
    if "&" in text or "# note" in text:
        return
    edit = edits_of(data, random)
    assert fixed(text, edit) != text or naively(data, edit) == data


DOCUMENT = """\
metadata:
  name: x   # its name
  labels:
  - a
spec:
    containers:
    - name: a   # first
      image: 'b'
      port: 8080
    - {name: c, image: d}
    last: |+
      text

# end
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (SetValue(("spec", "containers", 0, "image"), "no"), "'b'", "'no'"),
        (Quote(("spec", "containers", 0, "port")), "8080", "'8080'"),
        (RemoveKey(("metadata", "labels", 0)), "  labels:\n  - a\n", "  labels: []\n"),
        (RemoveKey(("spec", "containers", 0, "port")), "      port: 8080\n", ""),
        (RemoveKey(("spec", "containers", 0, "name")), "- name: a   # first\n      image", "- image"),
        (RemoveKey(("spec", "containers", 1)), "    - {name: c, image: d}\n", ""),
        (RenameKey(("spec", "containers", 1, "image"), "Image"), "image: d", "Image: d"),
        (AddKey(("spec", "containers", 1, "x"), [1, "1"]), "image: d", "image: d, x: [1, '1']"),
        (AddKey(("metadata", "annotations", "a/b"), "c"), "  - a\n", "  - a\n  annotations:\n    a/b: c\n"),
        (AddItem(("metadata", "labels"), "b"), "  - a\n", "  - a\n  - b\n"),
        (
            AddItem(("spec", "containers"), {"name": "e", "x": [1]}),
            "image: d}\n",
            "image: d}\n    - name: e\n      x:\n      - 1\n",
        ),
        (AddKey(("spec", "x"), {}), "image: d}\n", "image: d}\n    x: {}\n"),
    ],
)
def test_the_layout_is_that_of_the_neighbours(edit: Edit, old: str, new: str) -> None:
    assert fixed(DOCUMENT, edit) == DOCUMENT.replace(old, new)


@pytest.mark.parametrize(
    ("text", "edit", "after"),
    [
        ("a: {}  # c\n", AddKey(("a", "x"), 1), "a:  # c\n  x: 1\n"),
        ("a: # none\n", AddKey(("a", "x"), 1), "a: # none\n  x: 1\n"),
        ("a: null", AddKey(("a", "x"), 1), "a:\n  x: 1"),
        (
            '{"a": {"b": 1,\n  "c": 2\n}}',
            AddKey(("a", "x"), "y"),
            '{"a": {"b": 1,\n  "c": 2,\n  "x": "y"\n}}',
        ),
        ('{"a": 1}\n{"b": 2}\n', Quote(("a",)), '{"a": "1"}\n{"b": 2}\n'),
        ("a: 1.10\n", Quote(("a",)), 'a: "1.10"\n'),
        ("a: yes\n", Quote(("a",)), 'a: "yes"\n'),
        ("a:\n", SetValue(("a",), "x"), "a: x\n"),
        ("a: &x 5\n", SetValue(("a",), 6), "a: &x 6\n"),
        ("a: [b, c]  # d\n", AddItem(("a",), "e: f"), 'a: [b, c, "e: f"]  # d\n'),
        ("a: [\n  b,\n  c,  # d\n]\n", AddItem(("a",), "e"), "a: [\n  b,\n  c,\n  e,  # d\n]\n"),
        ("a: []  # d\n", AddItem(("a",), "e"), "a:  # d\n- e\n"),
        ("- a:\r\n    - b  # c\r\n", AddItem((0, "a"), 1), "- a:\r\n    - b  # c\r\n    - 1\r\n"),
        ("a:\n- b", AddItem(("a",), "c"), "a:\n- b\n- c"),
        ("a: 1\n<<: {b: 2}\n", AddKey(("c",), 3), "a: 1\n<<: {b: 2}\nc: 3\n"),
    ],
)
def test_other_manners(text: str, edit: Edit, after: str) -> None:
    assert fixed(text, edit) == after


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: &x {b: 1}\nc: *x\n", AddKey(("a", "d"), 1)),
        ("a: &x {b: 1}\nc: *x\n", AddKey(("c", "d"), 1)),
        ("a: &x 1\nc: *x\n", SetValue(("a",), 2)),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", SetValue(("c", "b"), 2)),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", AddKey(("c", "b"), 2)),
        ("a: 1\n", AddKey(("a", "b"), 2)),
        ("a: {}\n", AddItem(("a",), 2)),
        ("a: &x [1]\nb: *x\n", AddItem(("b",), 2)),
        ("a: 1\n", AddKey(("a",), 2)),
        ("a: 1\nb: 2\n", RenameKey(("a",), "b")),
        ("a: 1\n", RemoveKey(("b",))),
        ("a: [1]\n", RemoveKey(("a", 1))),
        ("a: 'x'\n", Quote(("a",))),
        ("a:\n  # why\n  b: 1\n", SetValue(("a",), 2)),
    ],
)
def test_what_would_change_other_things_is_not_fixed(text: str, edit: Edit) -> None:
    with pytest.raises(NotApplicable):
        fixed(text, edit)


def test_edits_follow_one_another() -> None:
    text = "a: {}\nb: [1, 2, 3]\n"
    edits = (AddKey(("a", "x"), 1), AddKey(("a", "z"), 2), RemoveKey(("b", 0)), RemoveKey(("b", 0)))
    assert fixed(text, *edits) == "a:\n  x: 1\n  z: 2\nb: [3]\n"
