"""AppProjects: what the Applications of a project may do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from manifestlint.argocd.application import (
    IN_CLUSTER,
    IN_CLUSTER_NAME,
    Destination,
    read_destination,
    texts,
)
from manifestlint.argocd.globs import glob_matches, path_matches
from manifestlint.argocd.repository import normalized_url
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, text


@dataclass(frozen=True, slots=True)
class GroupKind:
    """Kinds of objects, as globs; a name narrows a cluster-scoped kind to some objects of it."""

    group: str
    kind: str
    name: str = ""

    def covers(self, group: str, kind: str, name: str) -> bool:
        """Whether an object is meant; a `*` stops at `/`, which no group has."""
        if not (path_matches(self.kind, kind) and path_matches(self.group, group)):
            return False
        return not self.name or path_matches(self.name, name)


class _Says(Enum):
    """What one item of `destinations` comes to for a cluster and a namespace."""

    YES = auto()
    NO = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class AppProject:
    """A project. A whitelist for namespaces that is left out (None) permits all, an empty one nothing."""

    resource: Resource
    source_repos: tuple[str, ...]
    destinations: tuple[Destination, ...]
    cluster_whitelist: tuple[GroupKind, ...]
    cluster_blacklist: tuple[GroupKind, ...]
    namespace_whitelist: tuple[GroupKind, ...] | None
    namespace_blacklist: tuple[GroupKind, ...]
    source_namespaces: tuple[str, ...]
    only_own_clusters: bool

    def permits_source(self, url: str) -> bool:
        """Whether Applications may read a repository.

        `*` alone means all, else it stops at `/` and `**` does not. A pattern with `!` before it permits
        whatever it does not match, and refuses what it does, wherever it stands (Argo CD
        `pkg/apis/application/v1alpha1/app_project_types.go`, `IsSourcePermitted`, v3.1).
        """
        wanted = normalized_url(url)
        permitted = False
        for written in self.source_repos:
            denies = written.startswith("!")
            pattern = normalized_url(written.removeprefix("!"))
            if _matches("!" + pattern if denies else pattern, wanted, "/"):
                permitted = True
            elif denies:
                return False
        return permitted

    def permits_destination(self, server: str, name: str, namespace: str) -> bool | None:
        """Whether Applications may apply to a namespace of a cluster; None where the cluster decides.

        Argo CD knows the cluster by both its URL and its name, an Application names one of them: an item that
        names the other is open (`app_project_types.go`, `isDestinationMatched`, v3.1, the precedence of its
        `&&` included: a cluster denied by name is denied in every namespace).
        """
        if server == IN_CLUSTER or name == IN_CLUSTER_NAME:
            server, name = IN_CLUSTER, IN_CLUSTER_NAME
        answers = [_answers(item, server, name, namespace) for item in self.destinations]
        if any(answer == {_Says.NO} for answer in answers):
            return False
        if not any(_Says.YES in answer for answer in answers):
            return False
        if any(_Says.NO in answer for answer in answers) or self.only_own_clusters:
            return None
        return True if any(answer == {_Says.YES} for answer in answers) else None

    def permits_kind(self, group: str, kind: str, *, namespaced: bool, name: str = "") -> bool:
        """Whether Applications may apply objects of a kind.

        Cluster-scoped kinds are refused unless they are whitelisted; others are permitted unless there is a
        whitelist without them. A blacklist always counts (`app_project_types.go`, `IsGroupKindPermitted`,
        v3.1; names, for cluster-scoped kinds, `IsGroupKindNamePermitted`, v3.3).
        """
        if namespaced:
            white, black = self.namespace_whitelist, self.namespace_blacklist
        else:
            white, black = self.cluster_whitelist, self.cluster_blacklist
        listed = white is None or _any_covers(white, group, kind, name)
        return listed and not _any_covers(black, group, kind, name)

    def permits_application_in(self, namespace: str, argocd_namespace: str) -> bool:
        """Whether Applications of the project may live in a namespace.

        Argo CD's own always, others by `sourceNamespaces`: globs, and regular expressions between slashes
        (`app_project_types.go`, `IsAppNamespacePermitted`, v3.1).
        """
        if namespace in {"", argocd_namespace}:
            return True
        return any(_regex_or_glob(pattern, namespace) for pattern in self.source_namespaces)


def read_project(resource: Resource) -> AppProject | None:
    """The AppProject that a resource is, None where it is something else."""
    id = resource.id
    if (id.group, id.version, id.kind) != (ARGOCD_GROUP, "v1alpha1", "AppProject"):
        return None
    spec = mapping(resource.get("spec"))
    whitelist = spec.get("namespaceResourceWhitelist")
    return AppProject(
        resource,
        texts(spec.get("sourceRepos")),
        tuple(read_destination(item) for _, item in mappings(spec.get("destinations"))),
        _kinds(spec.get("clusterResourceWhitelist")),
        _kinds(spec.get("clusterResourceBlacklist")),
        _kinds(whitelist) if isinstance(whitelist, list) else None,
        _kinds(spec.get("namespaceResourceBlacklist")),
        texts(spec.get("sourceNamespaces")),
        spec.get("permitOnlyProjectScopedClusters") is True,
    )


def _kinds(data: Any) -> tuple[GroupKind, ...]:
    return tuple(
        GroupKind(text(item.get("group")), text(item.get("kind")), text(item.get("name")))
        for _, item in mappings(data)
    )


def _any_covers(items: Iterable[GroupKind], group: str, kind: str, name: str) -> bool:
    return any(item.covers(group, kind, name) for item in items)


def _matches(pattern: str, value: str, separators: str = "") -> bool:
    """A glob that `!` turns around (`app_project_types.go`, `globMatch`)."""
    if pattern.startswith("!"):
        return not glob_matches(pattern[1:], value, separators)
    return pattern == "*" or glob_matches(pattern, value, separators)


def _possible(pattern: str, value: str) -> set[bool]:
    """Whether a pattern matches the cluster's URL or name; both where it is one that is not known here."""
    if value or pattern == "*":
        return {_matches(pattern, value)}
    return {True, False} if pattern else {False}


def _answers(item: Destination, server: str, name: str, namespace: str) -> set[_Says]:
    in_namespace = _matches(item.namespace, namespace)
    return {
        _says(item, by_name=by_name, by_server=by_server, in_namespace=in_namespace)
        for by_name in _possible(item.name, name)
        for by_server in _possible(item.server, server)
    }


def _says(item: Destination, *, by_name: bool, by_server: bool, in_namespace: bool) -> _Says:
    if (by_server or by_name) and in_namespace:
        return _Says.YES
    if not by_name and item.name.startswith("!"):
        return _Says.NO
    if not by_server and item.server.startswith("!") and in_namespace:
        return _Says.NO
    if not in_namespace and item.namespace.startswith("!") and by_server:
        return _Says.NO
    return _Says.NOTHING


def _regex_or_glob(pattern: str, value: str) -> bool:
    if len(pattern) > 1 and pattern.startswith("/") and pattern.endswith("/"):
        try:
            if re.search(pattern[1:-1], value):
                return True
        except re.error:
            pass
    return glob_matches(pattern, value)
