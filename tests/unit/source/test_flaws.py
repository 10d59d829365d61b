"""Duplicate keys and surprising scalars."""

import pytest

from manifestlint.core.place import Span
from manifestlint.source import Flaw, Source, read


def reading(text: str) -> Source:
    return read("x.yaml", text.encode())


def cut(source: Source, span: Span) -> str:
    return source.text[span.start.offset : span.end.offset]


def surprises(text: str) -> list[Flaw]:
    return [flaw for flaw in reading(text).flaws if flaw.rule == "yaml-scalar-surprising"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: no", '"no" is read as false; quote it if text is meant'),
        ("a: Y", '"Y" is read as true; quote it if text is meant'),
        ("a: 1e3", "1e3 is read as 1000; quote it if text is meant"),
        ("a: 0755", "0755 is read as 493; quote it if text is meant"),
        ("a: 08", "08 is read as 8; quote it if text is meant"),
        ("a: 1.10", "1.10 is read as 1.1; quote it if text is meant"),
        ("a: 1.0", "1.0 is read as 1; quote it if text is meant"),
        ("a: 1_000", "1_000 is read as 1000; quote it if text is meant"),
        ("a: +1", "+1 is read as 1; quote it if text is meant"),
        ("a: 0x1F", "0x1F is read as 31; quote it if text is meant"),
        ("a: .00001", ".00001 is read as 0.00001; quote it if text is meant"),
        (
            "a: 123456789012345678901234567890",
            "123456789012345678901234567890 is read as 1.2345678901234568e+29; quote it if text is meant",
        ),
        ("on: 1", 'the key "on" is read as "true"; quote it if text is meant'),
        ("0755: 1", 'the key 0755 is read as "493"; quote it if text is meant'),
        ("1.0: 1", 'the key 1.0 is read as "1"; quote it if text is meant'),
        ("mode: 1.0", "1.0 is read as 1; quote it if text is meant"),
        ("limits: {cpu: 0100}", "0100 is read as 64; quote it if text is meant"),
        ("memory: 010", "010 is read as 8; quote it if text is meant"),
        ("value: 1.0", "1.0 is read as 1; quote it if text is meant"),
        ("targets: {value: 1e3}", "1e3 is read as 1000; quote it if text is meant"),
        ("cpu: [1.0]", "1.0 is read as 1; quote it if text is meant"),
        ("limits: {cpu: no}", '"no" is read as false; quote it if text is meant'),
    ],
)
def test_surprising(text: str, message: str) -> None:
    assert [flaw.message for flaw in surprises(text)] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "a: [true, True, FALSE, null, ~, Null, 1, -1, 0, 1.5, -0.5, 1.25]",
        "a: ['no', \"1e3\", !!str 0755, ! yes, no way, 0.1.0, 1:30, 2001-01-01, v1]",
        "defaultMode: 0644\nmode: 0o644",
        "items: [{mode: 0400}]",
        "limits: {cpu: 1.0, memory: 1e9}",
        "limits: [{max: {cpu: 1.0}}]",
        "metrics: [{resource: {target: {averageValue: 1e9}}}, {object: {target: {value: 1.0}}}]",
        "emptyDir: {sizeLimit: 1e9}",
        "resourceFieldRef: {resource: limits.cpu, divisor: 1.0}",
        "storage: 1e10",
        "minAllowed: {cpu: 1.0, memory: 1e9, ephemeral-storage: 1.50}",
        "True: 1\n1: 2\n1.5: 3",
        "a: 12345678901234567890",
        '{"a": 1.0, "b": 1e3}',
        "a: |\n  no\nb: >\n  0755",
    ],
)
def test_not_surprising(text: str) -> None:
    assert surprises(text) == []


def test_a_surprise_has_its_place() -> None:
    source = reading("a: 1\n---\nb:\n- c: &x no\n- *x\n")
    (flaw,) = source.flaws
    assert (flaw.document, flaw.pointer, cut(source, flaw.span)) == (1, ("b", 0, "c"), "no")


def test_a_merged_surprise_is_told_once() -> None:
    assert len(surprises("a: &x {b: no}\nc: {<<: *x}\nd: *x")) == 1


def test_a_key_that_stands_twice() -> None:
    source = reading("a: 1\nb: {c: 1, 'c': 2}\n")
    (flaw,) = source.flaws
    assert (flaw.rule, flaw.pointer, cut(source, flaw.span)) == ("yaml-key-duplicate", ("b", "c"), "'c'")
    ((message, first),) = flaw.related
    assert (message, cut(source, first)) == ("first defined here", "c")
    assert first.start < flaw.span.start
    assert '"c"' in flaw.message


def test_a_key_that_stands_three_times() -> None:
    flaws = reading("a: 1\na: 2\na: 3\n").flaws
    assert [flaw.span.start.line for flaw in flaws] == [2, 3]
    assert {flaw.related[0][1].start.line for flaw in flaws} == {1}


def test_keys_that_read_the_same_are_the_same() -> None:
    assert [flaw.pointer for flaw in reading("yes: 1\n'true': 2").flaws if flaw.related] == [("true",)]


@pytest.mark.parametrize(
    "text",
    [
        "a: &x {b: 1}\nc: {<<: *x, b: 2}",
        "a: &x {b: 1}\nc: {b: 2, <<: *x}",
        "c: {<<: [{b: 1}, {b: 2}]}",
        "c: {<<: {b: 1}, <<: {b: 2}}",
    ],
)
def test_overriding_what_is_merged_is_known_but_no_flaw(text: str) -> None:
    source = reading(text)
    assert source.flaws == ()
    (duplicate,) = source.duplicates
    assert (duplicate.merged, duplicate.pointer) == (True, ("c", "b"))


def test_duplicates_in_json() -> None:
    source = reading('{"a": {"b": 1, "c": 2,\n "b": 3}}')
    assert source.documents[0].data == {"a": {"b": 3, "c": 2}}
    (flaw,) = source.flaws
    assert (flaw.rule, flaw.pointer, flaw.span.start.line) == ("yaml-key-duplicate", ("a", "b"), 2)
