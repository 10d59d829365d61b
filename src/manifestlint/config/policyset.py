"""A PolicySet as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Literal

from manifestlint.core.finding import Excerpt
from manifestlint.core.place import Span
from manifestlint.core.severity import Profile, Severity

NewSuppressions = Literal["allow", "warn", "deny"]


@dataclass(frozen=True, slots=True)
class Target:
    """What an override or exception is matched against. Paths are relative to the PolicySet's base."""

    path: str
    kind: str = ""
    name: str = ""
    namespace: str = ""
    applications: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    group: str = ""
    """The kind's API group; empty for the core group."""


@dataclass(frozen=True, slots=True)
class Match:
    """Conditions that all must hold; an empty one always does. All are globs; paths are gitignore-like.

    An entry of `kinds` may say the group too: `Deployment.apps`, and `Service.` for the core group.
    """

    paths: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a PolicySet says about one rule; None where it says nothing."""

    on: bool | None = None
    severity: Severity | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    suppressible: bool | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Other settings for what matches. Later ones win."""

    match: Match
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    kubernetes_version: str | None = None


@dataclass(frozen=True, slots=True)
class Excuse:
    """An exception: a governed, reasoned, possibly expiring pass for a rule or a kind of failure."""

    rule: str | None
    failure: str | None
    match: Match
    reason: str
    expires: date | None
    path: str
    """The PolicySet's file, relative to the tree's root."""
    span: Span
    excerpt: Excerpt
    pointer: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class External:
    """Objects that exist in the cluster and are declared elsewhere; globs."""

    kind: str
    name: str
    namespace: str = "*"

    def covers(self, kind: str, namespace: str, name: str) -> bool:
        """Whether the object is one of them."""
        return (
            self.kind == kind
            and fnmatchcase(name, self.name)
            and fnmatchcase(namespace or "", self.namespace)
        )


@dataclass(frozen=True, slots=True)
class PolicySet:
    """What a team asks for; the defaults are what holds where no PolicySet is found."""

    name: str = ""
    path: str | None = None
    """Its file, relative to the tree's root; None where there is no PolicySet."""
    base: str = ""
    """The folder that holds `policies/`, relative to the tree's root; what its paths count from."""
    kubernetes_version: str | None = None
    """None: the newest known."""
    argocd_version: str | None = None
    argocd_namespace: str = "argocd"
    repositories: tuple[str, ...] = ()
    manifests: tuple[str, ...] = ()
    """Relative to the base; empty: everything below it."""
    schemas: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    profile: Profile = Profile.RECOMMENDED
    fail_on: Severity = Severity.ERROR
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    exceptions: tuple[Excuse, ...] = ()
    external: tuple[External, ...] = ()
    honour: tuple[str, ...] = ()
    new_suppressions: NewSuppressions = "warn"

    def relative(self, path: str) -> str:
        """A path of the tree as the PolicySet sees it; one outside of the base stays as it is."""
        return path.removeprefix(self.base + "/") if self.base else path
