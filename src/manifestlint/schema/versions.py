"""The versions of Kubernetes whose schemas are at hand.

They lie in the data of the package kubernetes-validate, one folder a version. The package itself is not
imported: its code is not needed, and loading it takes longer than checking a file.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from manifestlint.core.version import Minor
from manifestlint.core.words import enumerated

_DATA = "kubernetes-json-schema"
_FOLDER = re.compile(r"v(\d+)\.(\d+)\.\d+-local-strict")
_VERSION = re.compile(r"v?(\d+)\.(\d+)(?:\.\d+)?", re.ASCII)


class UnknownVersion(ValueError):  # noqa: N818 - a version that is not at hand is no error of the program
    """There are no schemas of this version."""


def parse(text: str) -> Minor:
    """The version that a text such as `1.35` or `v1.33.2` names.

    Raises:
        UnknownVersion: it names none.
    """
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise UnknownVersion(f'"{text}" is no Kubernetes version such as {newest()}')
    return Minor(int(match[1]), int(match[2]))


@cache
def bundled() -> dict[Minor, Path]:
    """The folders of schemas by version, the oldest first."""
    spec = find_spec("kubernetes_validate")
    roots = list(spec.submodule_search_locations or ()) if spec else []
    found = {
        Minor(int(match[1]), int(match[2])): folder
        for root in roots
        for folder in (Path(root) / _DATA).iterdir()
        if (match := _FOLDER.fullmatch(folder.name))
    }
    return dict(sorted(found.items()))


def newest() -> Minor:
    """The newest version that is known."""
    return max(bundled())


def choose(text: str | None) -> Minor:
    """The version to judge by; None stands for the newest.

    Raises:
        UnknownVersion: it is none, or there are no schemas of it; the message lists those there are.
    """
    if text is None:
        return newest()
    version = parse(text)
    if version not in bundled():
        known = enumerated(map(str, bundled()))
        raise UnknownVersion(f"there are no schemas of Kubernetes {version}; known are {known}")
    return version
