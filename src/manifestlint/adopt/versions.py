"""Versions of Kubernetes and Argo CD that files of a repository mention."""

import re
from collections.abc import Iterable, Iterator
from posixpath import basename

from manifestlint.adopt.found import Version

Text = tuple[str, str]
"""A file and its content."""

# kind and k3d name the version by the image of the nodes; kubeconform, kube-score and others by a flag, which
# a hook's `args` writes as two entries.
_KUBERNETES = (
    re.compile(r"\bkindest/node:v(1\.\d+)"),
    re.compile(r"\brancher/k3s:v(1\.\d+)"),
    re.compile(r"-kubernetes-version(?:=|\s+|[\"']?\s*,\s*|\s*\n\s*-\s+)[\"']?v?(1\.\d+)"),
)
_ARGOCD = (
    re.compile(r"\bargoproj/argo-cd/v(\d+\.\d+)\.\d+[^/\s]*/manifests\b"),
    re.compile(r"\bargoproj/argo-cd(?:\.git)?//?manifests[^\s?]*\?(?:\S*&)?ref=v(\d+\.\d+)"),
    re.compile(r"\bquay\.io/argoproj/argocd:v(\d+\.\d+)"),
)
_CHART_ASKS = (re.compile(r"^kubeVersion:[ \t]*[\"']?([^\"'#\n]+)", re.MULTILINE),)
_CHART = "Chart.yaml"


def kubernetes_versions(texts: Iterable[Text]) -> tuple[Version, ...]:
    """The versions that clusters of this repository have, each where it is said first."""
    return _distinct(_versions(texts, _KUBERNETES))


def argocd_versions(texts: Iterable[Text]) -> tuple[Version, ...]:
    """The versions of Argo CD that are installed from here."""
    return _distinct(_versions(texts, _ARGOCD))


def asked_versions(texts: Iterable[Text]) -> tuple[Version, ...]:
    """What charts ask of the cluster's version, such as `>=1.28`."""
    charts = (text for text in texts if basename(text[0]) == _CHART)
    return _distinct(_versions(charts, _CHART_ASKS))


def _versions(texts: Iterable[Text], patterns: tuple[re.Pattern[str], ...]) -> Iterator[Version]:
    for path, text in texts:
        for pattern in patterns:
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                if not _is_comment(text, match.start()):
                    yield Version(match[1].strip(), f"{path}:{line}")


def _is_comment(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("#")


def _distinct(versions: Iterator[Version]) -> tuple[Version, ...]:
    found: dict[str, Version] = {}
    for version in versions:
        found.setdefault(version.number, version)
    return tuple(found.values())
