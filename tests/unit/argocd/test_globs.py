"""Patterns match what gobwas/glob v0.2.3, Go's path.Match and git ls-files match; each row was run there."""

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.argocd.globs import glob_matches, is_malformed, path_matches, pathspec_matches

TEXTS = st.text("ab/.", max_size=8)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("*.yaml", "x.yaml", True),
        ("*.yaml", "roles/x.yaml", True),  # without separators nothing stops a star
        ("sealed-*.yaml", "roles/sealed-x.yaml", False),
        ("**/sealed-*.yaml", "roles/sealed-x.yaml", True),
        ("**/x.yaml", "x.yaml", False),
        ("{a,b}.yaml", "b.yaml", True),
        ("{a,b}.yaml", "c.yaml", False),
        ("{config.yaml,env-{prod,test}/*}", "env-test/x.yaml", True),
        ("[a-c]?.yaml", "b1.yaml", True),
        ("[!a-c]1.yaml", "b1.yaml", False),
        ("[^a]1.yaml", "^1.yaml", True),  # only ! negates
        ("[a-c0].yaml", "0.yaml", False),  # malformed: one range, or characters
        (r"\*.yaml", "*.yaml", True),
        (r"\*.yaml", "x.yaml", False),
        ("a,b", "a,b", True),
        ("a}", "a}", True),
        ("{a,b", "b", True),
        ("[", "[", False),
        ("", "", True),
        ("", "x", False),
    ],
)
def test_gobwas(pattern: str, text: str, expected: bool) -> None:
    assert glob_matches(pattern, text) is expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("https://git/*", "https://git/team", True),
        ("https://git/*", "https://git/team/x", False),
        ("https://git/**", "https://git/team/x", True),
        ("a?b", "a/b", False),
        ("a[/]b", "a/b", True),
    ],
)
def test_gobwas_with_separators(pattern: str, text: str, expected: bool) -> None:
    assert glob_matches(pattern, text, "/") is expected


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("apps/*", "apps/web", True),
        ("apps/*", "apps/web/base", False),
        ("apps/**", "apps/web/base", False),  # no more than a star
        ("*/*/*", "apps/web/base", True),
        ("apps/[^w]*", "apps/web", False),
        ("apps/{web,db}", "apps/web", False),
        (r"apps/\*", "apps/*", True),
        ("apps/", "apps", False),
        ("./apps", "apps", False),
        ("[]a]", "a", False),
        ("[a-]", "a", False),
    ],
)
def test_go_path(pattern: str, path: str, expected: bool) -> None:
    assert path_matches(pattern, path) is expected


PATHSPECS = [
    "apps/*/config.json",
    "apps/**/config.json",
    "apps",
    "apps/",
    "*.json",
    "apps/[!w]*",
    "apps/we?/*",
    "[]a]*",
]
PATHS = [
    "apps/web/config.json",
    "apps/web/dev/config.json",
    "apps/config.json",
    "apps/db.json",
    "]x",
    "appsx",
]


def test_pathspec_is_what_git_lists(tmp_path: Path) -> None:
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    for pattern in PATHSPECS:
        listed = subprocess.run(
            ["git", "ls-files", "--full-name", "-z", "--", pattern],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        ).stdout.decode()
        expected = set(listed.split("\0")) - {""}
        assert {path for path in PATHS if pathspec_matches(pattern, path)} == expected, pattern


@given(TEXTS)
def test_a_text_matches_itself_and_the_star_all(text: str) -> None:
    assert glob_matches(text, text)
    assert glob_matches("*", text)
    assert glob_matches("**", text, "/")
    assert glob_matches("*", text, "/") is ("/" not in text)
    assert path_matches("*", text) is ("/" not in text)


@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
def test_alternatives_are_any_of_them(branches: list[str], text: str) -> None:
    assert glob_matches("{" + ",".join(branches) + "}", text) is (text in branches)


def test_malformed_is_told() -> None:
    assert [p for p in ("[", "[a", "[b-a]", "[]", "[a-c0]", "*", "{a", "a]") if is_malformed(p)] == [
        "[",
        "[a",
        "[b-a]",
        "[]",
        "[a-c0]",
    ]


def test_no_pattern_takes_long() -> None:
    start = time.perf_counter()
    assert not glob_matches("*a" * 200 + "b", "a" * 2000)
    assert time.perf_counter() - start < 5
