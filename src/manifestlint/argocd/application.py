"""Applications and AppProjects as Argo CD reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.argocd.sources import SourceSpec, read_sources
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, sequence, text

DEFAULT_PROJECT = "default"
IN_CLUSTER = "https://kubernetes.default.svc"
IN_CLUSTER_NAME = "in-cluster"
FINALIZER = "resources-finalizer.argocd.argoproj.io"
_CASCADING = frozenset({FINALIZER, f"{FINALIZER}/foreground", f"{FINALIZER}/background"})


@dataclass(frozen=True, slots=True)
class Destination:
    """The cluster, by URL or by name, and the namespace for objects that name none."""

    server: str = ""
    name: str = ""
    namespace: str = ""

    @property
    def cluster(self) -> str:
        """What the cluster is called; empty for the one in which Argo CD runs.

        That one is `in-cluster` until a Secret with its URL gives it another name, which then looks like
        another cluster here (Argo CD `util/db/cluster.go`, `GetClusterServersByName`, v3.1).
        """
        written = self.server or self.name
        return "" if written in {IN_CLUSTER, IN_CLUSTER_NAME} else written


@dataclass(frozen=True, slots=True)
class Automated:
    """Sync without a hand."""

    enabled: bool = True
    prune: bool = False
    self_heal: bool = False
    allow_empty: bool = False


@dataclass(frozen=True, slots=True)
class SyncPolicy:
    """How an Application is synced; `automated` is None where nothing is written."""

    automated: Automated | None = None
    options: tuple[str, ...] = ()
    managed_namespace_metadata: Mapping[str, Any] | None = None
    retry: Mapping[str, Any] | None = None

    @property
    def is_automated(self) -> bool:
        """Whether what is merged is applied by itself.

        An empty mapping switches it on, `enabled: false` off (Argo CD `types.go`, `IsAutomatedSyncEnabled`,
        v3.1).
        """
        return self.automated is not None and self.automated.enabled

    @property
    def prunes(self) -> bool:
        """Whether what leaves Git is deleted by itself."""
        return self.automated is not None and self.automated.enabled and self.automated.prune

    @property
    def heals(self) -> bool:
        """Whether what differs from Git in the cluster is put back by itself."""
        return self.automated is not None and self.automated.enabled and self.automated.self_heal

    def has_option(self, option: str) -> bool:
        """Whether one of the options is spelt exactly so: `CreateNamespace=true`.

        Argo CD compares whole strings: another case, or a space, makes it another option, which is ignored
        (`types.go`, `SyncOptions.HasOption`, v3.1).
        """
        return option in self.options


@dataclass(frozen=True, slots=True)
class IgnoredDifference:
    """Fields whose difference Argo CD overlooks; group and kind are globs, and no group means the core's."""

    group: str
    kind: str
    name: str
    namespace: str
    json_pointers: tuple[str, ...]
    jq_path_expressions: tuple[str, ...]
    managers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Application:
    """An Application, whether it is written down or generated."""

    resource: Resource
    sources: tuple[SourceSpec, ...]
    destination: Destination
    project: str
    sync_policy: SyncPolicy
    ignore_differences: tuple[IgnoredDifference, ...]
    finalizers: tuple[str, ...]

    @property
    def name(self) -> str:
        """`metadata.name`"""
        return self.resource.id.name

    @property
    def namespace(self) -> str:
        """Where the Application itself lives, as written."""
        return self.resource.id.namespace

    def qualified_name(self, argocd_namespace: str) -> str:
        """Its name, with the namespace and a slash before it where it does not live with Argo CD.

        Argo CD leaves out its own namespace in the name by which it tracks objects, in which the namespace is
        followed by `_`; `argocd app list` prints the slash, and always the namespace (Argo CD `types.go`,
        `InstanceName` and `QualifiedName`, v3.1).
        """
        outside = self.namespace and self.namespace != argocd_namespace
        return f"{self.namespace}/{self.name}" if outside else self.name

    @property
    def deletes_its_objects(self) -> bool:
        """Whether its objects go when it goes; without one of three finalizers they stay, orphaned (Argo CD
        `types.go`, `isPropagationPolicyFinalizer`, v3.1)."""
        return not _CASCADING.isdisjoint(self.finalizers)


def read_application(resource: Resource) -> Application | None:
    """The Application that a resource is, None where it is something else."""
    id = resource.id
    if (id.group, id.version, id.kind) != (ARGOCD_GROUP, "v1alpha1", "Application"):
        return None
    spec = mapping(resource.get("spec"))
    return Application(
        resource,
        read_sources(spec),
        read_destination(spec.get("destination")),
        text(spec.get("project")) or DEFAULT_PROJECT,
        _sync_policy(spec.get("syncPolicy")),
        tuple(_ignored(item) for _, item in mappings(spec.get("ignoreDifferences"))),
        texts(resource.get("metadata", "finalizers")),
    )


def read_destination(data: Any) -> Destination:
    """A destination, of an Application or in an AppProject."""
    data = mapping(data)
    return Destination(text(data.get("server")), text(data.get("name")), text(data.get("namespace")))


def texts(data: Any) -> tuple[str, ...]:
    """The items of a list that are text."""
    return tuple(item for item in sequence(data) if isinstance(item, str))


def _sync_policy(data: Any) -> SyncPolicy:
    data = mapping(data)
    automated, metadata, retry = (
        value if isinstance(value := data.get(key), dict) else None
        for key in ("automated", "managedNamespaceMetadata", "retry")
    )
    return SyncPolicy(_automated(automated), texts(data.get("syncOptions")), metadata, retry)


def _automated(data: Mapping[str, Any] | None) -> Automated | None:
    if data is None:
        return None
    return Automated(
        data.get("enabled") is not False,
        data.get("prune") is True,
        data.get("selfHeal") is True,
        data.get("allowEmpty") is True,
    )


def _ignored(data: Mapping[str, Any]) -> IgnoredDifference:
    return IgnoredDifference(
        text(data.get("group")),
        text(data.get("kind")),
        text(data.get("name")),
        text(data.get("namespace")),
        texts(data.get("jsonPointers")),
        texts(data.get("jqPathExpressions")),
        texts(data.get("managedFieldsManagers")),
    )
