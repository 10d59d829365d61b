"""Annotations as Argo CD reads them from an object."""

from manifestlint.model.resource import Resource

HOOK = "argocd.argoproj.io/hook"
HOOK_DELETE_POLICY = "argocd.argoproj.io/hook-delete-policy"
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"
SYNC_WAVE = "argocd.argoproj.io/sync-wave"
HELM_HOOK = "helm.sh/hook"
HELM_HOOK_WEIGHT = "helm.sh/hook-weight"


def read_annotations(resource: Resource) -> dict[str, str]:
    """All annotations, or none at all where one of them is not text.

    An unquoted `sync-wave: 1` so hides the hook beside it (apimachinery `unstructured.GetAnnotations`, which
    drops the error of `NestedStringMap`, v0.33).
    """
    written = resource.get("metadata", "annotations")
    if not isinstance(written, dict) or not all(isinstance(value, str) for value in written.values()):
        return {}
    return written


def listed(annotations: dict[str, str], key: str) -> tuple[str, ...]:
    """The values of an annotation that are separated by commas, each once (gitops-engine
    `pkg/sync/resource/annotations.go`, `GetAnnotationCSVs`)."""
    values = (value.strip() for value in annotations.get(key, "").split(","))
    return tuple(dict.fromkeys(value for value in values if value))


def has_sync_option(resource: Resource, option: str) -> bool:
    """Whether an object's own sync options hold one, spelt exactly so: `Prune=false`."""
    return option in listed(read_annotations(resource), SYNC_OPTIONS)
