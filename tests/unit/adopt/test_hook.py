"""The hook's entry, in the layouts that configurations have."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.adopt.hook import NotAppended, appended, entry, new_configuration
from manifestlint.adopt.project import TAG, URL

OURS = {"repo": URL, "rev": TAG, "hooks": [{"id": "manifestlint"}]}
SAMPLE = """\
# See https://pre-commit.com
repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks
    rev: v4.6.0
    hooks:
    -   id: check-yaml  # all of it

# what follows is no hook
ci: {autofix_prs: false}
"""
INDENTED = """\
repos:
  - repo: local
    hooks:
      - id: one
        name: one
        entry: |
          true

        language: system
"""


def test_a_new_configuration_is_what_pre_commit_reads() -> None:
    assert yaml.safe_load(new_configuration()) == {"repos": [OURS]}


@pytest.mark.parametrize("ends", ["", "\n", "\n\n# end\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("sample", [SAMPLE, INDENTED])
def test_every_byte_that_was_there_stays(sample: str, newline: str, ends: str) -> None:
    before = (sample.rstrip("\n") + ends).replace("\n", newline).encode()
    after = appended(before)
    assert after is not None
    was, now = yaml.safe_load(before), yaml.safe_load(after)
    assert now == {**was, "repos": [*was["repos"], OURS]}
    more = len(after) - len(before)
    assert any(after[:at] + after[at + more :] == before for at in range(len(before) + 1))
    assert after.count(b"\r\n") == (after.count(b"\n") if newline == "\r\n" else 0)
    assert appended(after) is None


def test_it_looks_like_the_others() -> None:
    after = appended(SAMPLE.encode())
    assert after is not None
    head, tail = SAMPLE.split("\n# what", 1)
    assert after.decode() == f"{head}{entry(0, 0, 4)}\n# what{tail}"
    assert f"-   repo: {URL}\n    rev: {TAG}\n    hooks:\n    -   id: manifestlint\n" in after.decode()


def test_the_hook_may_come_from_elsewhere() -> None:
    assert appended(b"repos: [{repo: local, hooks: [{id: manifestlint, name: x}]}]\n") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"repos: []\n",
        b"- repos\n",
        b"repos: [\n",
        b"repos: [{repo: local, hooks: [{id: x}]}]\n",
        b"repos:\n- repo: local\n  hooks: [{id: x}]\n---\n{}\n",
        b"\xff\xfe\x00",
        b'{"repos": [\n{"repo": "local",\n"hooks": []}]}\n',
    ],
)
def test_what_it_does_not_understand_is_left_alone(content: bytes) -> None:
    with pytest.raises(NotAppended, match=r"\w"):
        appended(content)


@given(st.binary(max_size=60) | st.text(alphabet="repos: -[]{}\n#hkid", max_size=60).map(str.encode))
def test_nothing_breaks_it(content: bytes) -> None:
    try:
        after = appended(content)
    except NotAppended:
        return
    assert after is None or after.startswith(content[:1])
