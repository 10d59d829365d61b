"""Go's regular expressions, in the syntax that the schema engine takes."""

import pytest
from jsonschema_rs import Draft202012Validator

from manifestlint.schema.crd_patterns import ecma_pattern


@pytest.mark.parametrize(
    ("pattern", "fits", "differs"),
    [
        (r"^[a-z]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", "a-b.c", "-a"),
        (r"\A[a-z]+\z", "abc", "abc\n"),
        (r"^[[:alpha:]]+$", "abc", "a1"),
        (r"^[^[:space:]]+$", "ab", "a b"),
        (r"^[[:^digit:]]+$", "ab", "a1"),
        (r"^[A-Z[:digit:]_]+$", "A5_", "a"),
        (r"^[\d-x]+$", "1-x", "2y"),
        (r"^[\p{L}-]+$", "\u00e9-", "1"),
        (r"^[[]$", "[", "a"),
        (r"^[]a]+$", "]a", "b"),
        (r"^[^]a]+$", "b", "]"),
        (r"^[\]\[]+$", "[]", "a"),
        (r"^{foo}$", "{foo}", "foo"),
        (r"^a{,5}$", "a{,5}", "aaa"),
        (r"^a{2}b{1,}c{0,1}$", "aab", "ab"),
        (r"^\101\a$", "A\a", "A"),
        (r"^\x41\x{42}$", "AB", "ab"),
        (r"^\Qa.b[\E+$", "a.b[[", "axb["),
        (r"^\Q[a", "[ab", "a"),
        (r"^\\Qa$", r"\Qa", "a"),
        (r"(?i)^foo$", "FOO", "bar"),
        (r"^(?P<name>a|b)$", "a", "c"),
        (r"^\pN$", "5", "N"),
        (r"^\.\*\-\/$", ".*-/", "a"),
    ],
)
def test_means_the_same(pattern: str, fits: str, differs: str) -> None:
    validator = Draft202012Validator({"pattern": ecma_pattern(pattern)})
    assert validator.is_valid(fits)
    assert not validator.is_valid(differs)


@pytest.mark.parametrize("pattern", ["", "\\", "[", "[^", "[[:", "{", r"[\\", r"\Q", "[[:nonsense:]]", "("])
def test_what_is_no_pattern_does_not_crash(pattern: str) -> None:
    assert isinstance(ecma_pattern(pattern), str)
