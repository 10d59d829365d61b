"""What the reader makes of whole files."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from manifestlint.source import Limits, Source, read

_DATA = Path(__file__).parents[2] / "data" / "kubernetes-yaml.jsonl"
_CASES = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").split("\n") if line]


def reading(text: str) -> Source:
    return read("x.yaml", text.encode())


def documents(source: Source) -> list[tuple[int, Any, int]]:
    """Index and data of all documents, and the line on which each begins."""
    return [(d.index, d.data, source.span(d.index).start.line) for d in source.documents]


def typed(value: Any) -> Any:
    """The value with the types spelled out, because True == 1 == 1.0."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value).__name__, value


@pytest.mark.parametrize("case", _CASES, ids=[ascii(case["text"]) for case in _CASES])
def test_agrees_with_kubernetes(case: dict[str, Any]) -> None:
    source = reading(case["text"])
    broken = any(flaw.rule == "yaml-syntax" for flaw in source.flaws)
    assert broken == case.get("error", False)
    if broken:
        assert not source.documents
        return
    data = source.documents[0].data if source.documents else None
    assert typed(data) == typed(case["value"])
    assert bool(source.duplicates) == case["strict_error"]


def test_all_cases_are_there() -> None:
    assert len(_CASES) == 127


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: .5_0", {"a": 0.5}),
        ("a: 1e999", {"a": "1e999"}),
        ("a: 0xFFFFFFFFFFFFFFFFFFFF", {"a": "0xFFFFFFFFFFFFFFFFFFFF"}),
        ("a: 1e20", {"a": 10**20}),
        ("a: 1e21", {"a": 1e21}),
        ("a: 123456789012345678901", {"a": 123456789012345680000}),
        ("a: ! yes", {"a": "yes"}),
        ("a: !!binary /w==", {"a": "\ufffd"}),
        ("a: !!float 1", {"a": 1}),
        ("a: !!str [1]", {"a": [1]}),
        ("a: &x 1\nb: &x 2\nc: *x", {"a": 1, "b": 2, "c": 2}),
        ("&x a: 1\n*x : 2", {"a": 2}),
        ("1e6: x", {"1e+06": "x"}),
        ("1234567.5: x", {"1.2345675e+06": "x"}),
        ("0.1: x", {"0.1": "x"}),
        ("{'<<': {a: 1}}", {"<<": {"a": 1}}),
        ("a: <<", {"a": "<<"}),
        ("{<<: {a: 1}}", {"a": 1}),
        ("a: &b {c: 1}\nd: {c: 2, <<: *b}", {"a": {"c": 1}, "d": {"c": 1}}),
        ("a: &b {c: 1}\nd: {<<: [{c: 3, e: 4}, *b]}", {"a": {"c": 1}, "d": {"c": 3, "e": 4}}),
        ("!!set {a, b}", {"a": None, "b": None}),
        ("--- |\n a\n", "a\n"),
        ('{"a":\t"\\ud83d\\ude00\\/"}', {"a": "😀/"}),
        ('{"a": "\\ud83d"}', {"a": "\ufffd"}),
        ('{"a": 1.0, "b": 1e400}', {"a": 1, "b": "1e400"}),
        ('\n# c\n{"a": [1, 2.5, null, true]}', {"a": [1, 2.5, None, True]}),
    ],
)
def test_reads(text: str, value: Any) -> None:
    source = reading(text)
    assert [flaw for flaw in source.flaws if flaw.rule == "yaml-syntax"] == []
    assert typed(source.documents[0].data) == typed(value)


@pytest.mark.parametrize(
    "text",
    [
        "a: &b [1]\nd: {<<: *b}",
        "d: {<<: 1}",
        "a: !!int x",
        "a: !!int 1.0",
        "a: !!timestamp x",
        "a: !!binary '**'",
        "12345678901234567890: x",
        "{a: b}: c",
        "&x [a]: b",
        "a: &x [1]\n*x : b",
        "a: &x\n*x : b",
        'a: "\\/"',
        "\t\n",
        "a: 'x\n---\nb: '",
    ],
)
def test_refuses_what_kubernetes_refuses(text: str) -> None:
    source = reading(text)
    assert [flaw.rule for flaw in source.flaws][:1] == ["yaml-syntax"]
    assert not source.documents


def test_a_broken_document_leaves_the_others_whole() -> None:
    source = reading("a: 1\n---\nb: [\n---\nc: 3\n")
    assert documents(source) == [(0, {"a": 1}, 1), (2, {"c": 3}, 5)]
    assert [(f.rule, f.document, f.span.start.line) for f in source.flaws] == [("yaml-syntax", 1, 3)]


def test_documents_that_hold_nothing_have_no_index() -> None:
    source = reading("# head\n---\n\n---\n# only this\n---  # the first\n\n# c\na: 1\n---\nb: 2\n---\n")
    assert documents(source) == [(0, {"a": 1}, 9), (1, {"b": 2}, 11)]


def test_null_is_no_document_but_keeps_its_index() -> None:
    source = reading("~\n---\na: 1\n")
    assert [d.index for d in source.documents] == [1]


def test_a_document_is_found_by_its_index() -> None:
    source = reading("a: 1\n---\nb: [\n---\n~\n---\nc: 3\n")
    assert [source.document(index).data for index in range(5)] == [{"a": 1}, None, None, {"c": 3}, None]
    assert source.document(3) is source.documents[1]


def test_anchors_do_not_cross_documents() -> None:
    source = reading("a: &x 1\n---\nb: *x\n")
    assert [d.data for d in source.documents] == [{"a": 1}]
    assert "*x" in source.flaws[0].message


@pytest.mark.parametrize("rest", ["--- b: 2\n", "...\nb: 2\n", "...\n@\n", "--- [1]\n"])
def test_says_what_kubernetes_does_not_see(rest: str) -> None:
    source = reading("a: 1\n" + rest + "---\nc: 3\n")
    assert [d.data for d in source.documents] == [{"a": 1}, {"c": 3}]
    (flaw,) = source.flaws
    assert flaw.rule == "yaml-syntax"
    assert "only ---" in flaw.message
    assert flaw.span.start.line in (2, 3)


def test_directives_stay_with_their_document() -> None:
    source = reading("# c\n%YAML 1.1\n---\na: yes\n---\nb: 1\n")
    assert [d.data for d in source.documents] == [{"a": True}, {"b": 1}]


def test_reads_json_values_one_after_the_other() -> None:
    source = reading('{"a": 1}\n{"b": [2]}\n')
    assert documents(source) == [(0, {"a": 1}, 1), (1, {"b": [2]}, 2)]


def test_json_that_is_not_is_flow_style() -> None:
    assert reading("{a: yes, b: [1]} # c\n").documents[0].data == {"a": True, "b": [1]}


def test_json_documents_between_separators() -> None:
    source = reading('---\n{"a": "\\ud83d\\ude00"}\n---\n{"b": 1}\n')
    assert [d.data for d in source.documents] == [{"a": "😀"}, {"b": 1}]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_reads_text_with_a_byte_order_mark(codec: str) -> None:
    source = read("x.yaml", "a: é\n".encode(codec))
    assert source.text == "a: é\n"
    assert source.documents[0].data == {"a": "é"}


def test_reads_without_a_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    from manifestlint.source import events

    monkeypatch.setattr(events, "_Parser", None)
    assert reading("a: &x [1, yes]\nb: *x\n").documents[0].data == {"a": [1, True], "b": [1, True]}


_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(-1e9, 1e9).filter(lambda number: not number.is_integer())
    | st.text(max_size=12)
    | st.sampled_from(
        ["yes", "no", "0755", "1e3", "<<", "=", "2001-01-01", "1:30", "a: b", " x", "x\n", "- a", "{{ x }}"]
    )
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


class _Quoting(yaml.CSafeDumper):
    """Quotes all text, because which plain scalars are text is what we are to find out."""


_Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@settings(max_examples=150, deadline=None)
@given(_VALUES, st.booleans(), st.sampled_from([20, 80, 10_000]))
def test_what_was_dumped_is_read(value: Any, flow: bool, width: int) -> None:
    text = yaml.dump(value, Dumper=_Quoting, default_flow_style=flow, width=width, sort_keys=False)
    source = reading(text)
    assert not [flaw for flaw in source.flaws if flaw.rule == "yaml-syntax"]
    data = source.documents[0].data if source.documents else None
    assert data == value


@settings(max_examples=150, deadline=None)
@given(_VALUES.filter(lambda value: isinstance(value, dict)), st.sampled_from([None, "\t", 2]))
def test_json_is_read(value: Any, indent: str | int | None) -> None:
    source = reading(json.dumps(value, indent=indent))
    assert not source.flaws
    assert source.documents[0].data == value


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab:-?{}[]#&*!|>'\"%@` \n\t\r.0é😀<~"), max_size=30))
def test_no_text_crashes(text: str) -> None:
    source = reading(text)
    for flaw in source.flaws:
        source.excerpt(flaw.span)
    for document in source.documents:
        source.span(document.index)
    source.comments()


def test_limits_are_the_callers() -> None:
    assert read("x", b"a: [[1]]", Limits(depth=3)).documents
