"""Files that are not read, whatever they try."""

import pytest

from manifestlint.core.failure import FailureKind
from manifestlint.source import Limits, Unreadable, read


def refusal(raw: bytes, limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read("x.yaml", raw, limits or Limits())
    return caught.value


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_a_file_that_is_too_large() -> None:
    error = refusal(b"a: 1\n" * 10, Limits(file_bytes=49))
    assert error.kind is FailureKind.TOO_LARGE
    assert "50 bytes" in error.message
    assert "49" in error.message
    assert read("x", b"a: 1\n" * 9 + b"b: 2", Limits(file_bytes=49)).text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a: 1\nb: \xff\n", "byte 0xff on line 2"),
        (b"a: 1\0", "NUL"),
        ("a: 1".encode("utf-16-le"), "NUL"),
        (b"\xff\xfea", "UTF-16"),
        (b"\xed\xa0\x80", "UTF-8"),
    ],
)
def test_what_is_no_text(raw: bytes, words: str) -> None:
    error = refusal(raw)
    assert error.kind is FailureKind.NOT_TEXT
    assert words in error.message


@pytest.mark.parametrize(
    "text",
    [
        "[" * 101,
        "{a: " * 101,
        "- " * 101,
        "? " * 101,
        '{"a":' * 101 + "1" + "}" * 101,
        "".join(f"{'  ' * level}a:\n" for level in range(102)),
        "a: 1\n---\n" + "[" * 101,
    ],
)
def test_what_nests_too_deep(text: str) -> None:
    error = refusal(text.encode())
    assert error.kind is FailureKind.TOO_DEEP
    assert "100 levels" in error.message


@pytest.mark.parametrize("text", ["[" * 100 + "]" * 100, '{"a":' * 100 + "1" + "}" * 100])
def test_the_limit_itself_is_allowed(text: str) -> None:
    assert read("x", text.encode()).documents


@pytest.mark.parametrize(
    "sign", [b"[", b"{", b"- ", b"? ", b'{"a":', b"a: [", b"!", b"&a ", b"'", b"#", b"\n", b"*a "]
)
def test_a_file_full_of_one_sign_ends_quickly(sign: bytes) -> None:
    raw = sign * (4 * 1024 * 1024 // len(sign))
    try:
        assert read("x", raw).flaws or not raw.strip().startswith(b"[")
    except Unreadable as error:
        assert error.kind is FailureKind.TOO_DEEP  # noqa: PT017 - both are right, by sign


@pytest.mark.parametrize("levels", [7, 9, 50])
def test_a_billion_laughs(levels: int) -> None:
    error = refusal(bomb(levels).encode())
    assert error.kind is FailureKind.TOO_MANY_ALIASES
    assert "400,000" in error.message


def test_aliases_are_counted_by_what_they_stand_for() -> None:
    text = b"a: &a [1, 2, {b: c}]\nd: [*a, *a]\ne: *a"
    assert read("x", text, Limits(alias_nodes=18)).documents
    assert refusal(text, Limits(alias_nodes=6)).kind is FailureKind.TOO_MANY_ALIASES


def test_bombs_by_merging() -> None:
    lines = ["a0: &a0 {k: x}"]
    lines += [f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 9)]
    assert refusal("\n".join(lines).encode()).kind is FailureKind.TOO_MANY_ALIASES


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: *a}", "a: &a {<<: *a}", "&a {b: [c, &d [*a]]}"])
def test_an_alias_inside_its_own_anchor(text: str) -> None:
    error = refusal(text.encode())
    assert error.kind is FailureKind.TOO_MANY_ALIASES
    assert "*a" in error.message


def test_an_anchor_may_be_named_again_inside() -> None:
    assert read("x", b"a: &a [&a 1, *a]\nb: *a").documents[0].data == {"a": [1, 1], "b": 1}


def test_flaws_are_told_up_to_a_number() -> None:
    source = read("x", b"a: no\n" * 10, Limits(flaws=3))
    assert [flaw.rule for flaw in source.flaws].count("yaml-key-duplicate") == 3
    assert [flaw.rule for flaw in source.flaws].count("yaml-scalar-surprising") == 3
    assert len(source.duplicates) == 3
