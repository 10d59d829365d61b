"""Remote parts of a kustomization that change by themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

from manifestlint.model.shape import mapping, sequence
from manifestlint.render import is_url
from manifestlint.rulekit import At, Problem, Profile, Severity, file_rule, option
from manifestlint.source import Document

_FIELDS = ("resources", "bases", "components")
_HOSTS = ("github.com/", "gitlab.com/", "bitbucket.org/", "www.github.com/")
_FILE = re.compile(r"https?://[^?]+\.(?:ya?ml|json)")
_RAW = re.compile(r"https?://raw\.githubusercontent\.com/[^/]+/[^/]+/(?:refs/heads/)?([^/]+)/")
_LATEST = re.compile(r"https?://github\.com/[^/]+/[^/]+/releases/latest/")


@dataclass(frozen=True, slots=True)
class Options:
    """What floats."""

    branches: tuple[str, ...] = option(("HEAD", "main", "master"), "References that move.")


@file_rule(
    "kustomization-remote-floating",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=("Kustomization",),
)
def kustomization_remote_floating(document: Document, options: Options) -> Iterator[Problem]:
    """A kustomization builds on another repository, and on whatever is there at the moment.

    Without `?ref=` Kustomize takes the default branch, and with a branch its newest commit. Somebody else's
    push then changes what Argo CD applies, without a commit here, and a revert does not bring the old state
    back (Argo CD docs, "Best Practices", "Ensuring Manifests At Git Revisions Are Truly Immutable").

    Write `?ref=` with a tag, or better a commit. Also told: a file of a branch from
    raw.githubusercontent.com, and one of a repository's latest release.

    It is a warning because it builds; recommended because Git no longer says what runs.
    """
    data = mapping(document.data)
    for field in _FIELDS:
        for index, target in enumerate(sequence(data.get(field))):
            reason = _fault(target, options.branches) if isinstance(target, str) else ""
            if reason:
                message = f'"{target}" {reason}: what is built changes without a commit here'
                yield Problem(message, at=At((field, index)))


def _fault(target: str, branches: tuple[str, ...]) -> str:
    if _LATEST.match(target):
        return "is of the latest release"
    raw = _RAW.match(target)
    if raw:
        return f"is of the branch {raw[1]}" if raw[1] in branches else ""
    base, _, query = target.partition("?")
    if _FILE.fullmatch(base) or not (is_url(target) or target.startswith(_HOSTS)):
        return ""
    given = parse_qs(query)
    ref = (given.get("ref") or given.get("version") or [""])[-1]
    if not ref:
        return "has no ?ref="
    return f"follows {ref}" if ref.removeprefix("refs/heads/") in branches else ""
