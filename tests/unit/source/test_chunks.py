"""Where documents begin and end."""

import pytest

from manifestlint.source.chunks import chunks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("a", ["a"]),
        ("---", ["---"]),
        ("a\n---\nb", ["a\n", "---\nb"]),
        ("---\na\n--- \t\nb\n---#c\nd", ["---\na\n", "--- \t\nb\n", "---#c\nd"]),
        ("a\n----\n--- b\n ---\n---b\n", ["a\n----\n--- b\n ---\n---b\n"]),
        ("a\r\n---\r\nb\r\n", ["a\r\n", "---\r\nb\r\n"]),
        ("---\n---\n---", ["---\n", "---\n", "---"]),
        ("%YAML 1.1\n# c\n---\na\n---\nb", ["%YAML 1.1\n# c\n---\na\n", "---\nb"]),
        ("# c\n---\na", ["# c\n", "---\na"]),
        ("a\n%b\n---\nc", ["a\n%b\n", "---\nc"]),
    ],
)
def test_chunks(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in chunks(text)] == parts
