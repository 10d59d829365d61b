"""What a targetRevision means to Argo CD."""

import re

_TERM = re.compile(
    r"(?P<operator>=|!=|>=|=>|<=|=<|>|<|~>|~|\^)?\s*"
    r"(?P<version>v?(?:[0-9]+|[xX*])(?:\.(?:[0-9]+|[xX*])){0,2})(?:[-+][0-9A-Za-z.+-]+)?"
)


def is_range(revision: str) -> bool:
    """Whether it is a range of versions, of which the highest is taken.

    As Masterminds semver v3 reads it, by which Argo CD decides (`util/versions/tags.go`, v3.1): `1.*`,
    `>=1.2.0 <1.3.0`, `^1.2`, `~1.2`, `1.x || 2.x`, `1.2 - 1.4`. A version such as `1.2` is none.
    """
    text = revision.strip()
    if " - " in text:
        return all(_TERM.fullmatch(end.strip()) for end in text.split(" - ", 1))
    terms = [term for term in re.split(r"\|\||,|\s+(?=[<>=!~^])|(?<=[0-9xX*])\s+", text) if term.strip()]
    matches = [_TERM.fullmatch(term.strip()) for term in terms]
    if not matches or not all(matches):
        return False
    return len(matches) > 1 or any(_is_open(match) for match in matches if match)


def _is_open(match: re.Match[str]) -> bool:
    if match["operator"] not in {None, "="}:
        return True
    return any(wildcard in match["version"] for wildcard in "xX*")
