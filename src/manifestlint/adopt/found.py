"""What lies in a repository, as far as a PolicySet, a hook or a workflow depends on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from manifestlint.core.words import counted

_NAMED = 6


class Wish(StrEnum):
    """What a configuration says about a check."""

    OFF = "off"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Setting:
    """A check of another tool that somebody has switched."""

    peer: str
    check: str
    wish: Wish
    where: str
    """The file that says so."""


@dataclass(frozen=True, slots=True)
class Peers:
    """What other tools are told in this repository."""

    configured: tuple[tuple[str, str], ...] = ()
    """Each tool, and a file that configures it."""
    settings: tuple[Setting, ...] = ()
    left: tuple[str, ...] = ()
    """What was understood and has no place in a PolicySet, in words."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version, and the file and line that say it."""

    number: str
    where: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at the repository has found."""

    name: str
    files: int
    objects: int
    applications: int
    applied: int
    """How many Applications apply something of this repository."""
    argocd_namespaces: tuple[str, ...]
    argocd_versions: tuple[Version, ...]
    repositories: tuple[str, ...]
    """URLs by which Applications mean this repository, though git knows no such remote."""
    strangers: tuple[str, ...]
    """URLs of which that cannot be told."""
    namespaces: tuple[str, ...]
    kustomizations: tuple[str, ...]
    charts: tuple[str, ...]
    kubernetes: tuple[Version, ...]
    at_least: tuple[Version, ...]
    """What charts ask of the cluster's version."""
    tag_form: str
    """A regular expression that every image's tag matches; empty where there is no such form."""
    tag_example: str
    peers: Peers
    honoured: tuple[str, ...]
    """The tools whose ignore annotations stand in the manifests."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """What was found, in words: a heading and the rest of the line."""
        if self.applications:
            yield "Argo CD", f"{counted(self.applications, 'Application')}, {self._applied()}"
        for heading, names in (
            ("namespaces", self.namespaces),
            ("Kustomize", self.kustomizations),
            ("Helm", self.charts),
        ):
            if names:
                yield heading, shortened(names)
        for version in self.kubernetes:
            yield "Kubernetes", f"{version.number} ({version.where})"
        for version in self.argocd_versions:
            yield "Argo CD", f"version {version.number} ({version.where})"
        if self.tag_form:
            yield "image tags", f"all like {self.tag_example}"
        yield from self.peers.configured
        if self.honoured:
            yield "annotations", f"that switch off checks of {', '.join(self.honoured)}"

    def _applied(self) -> str:
        if self.applied == self.applications:
            return "applying this repository"
        return f"{self.applied or 'none'} of them applying this repository"


def shortened(names: tuple[str, ...]) -> str:
    """Some names, and how many there are besides."""
    shown = ", ".join(name or "." for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown
