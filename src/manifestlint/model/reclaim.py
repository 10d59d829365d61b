"""What becomes of a volume when its claim goes, or asks for more."""

from manifestlint.model.resource import Resource
from manifestlint.model.shape import text


def reclaim_policy(resource: Resource) -> str:
    """The policy of a StorageClass or PersistentVolume, the API server's default included; else nothing
    (Kubernetes docs, "Storage Classes" and "Persistent Volumes", "Reclaim Policy")."""
    match resource.id.group, resource.id.kind:
        case "storage.k8s.io", "StorageClass":
            return text(resource.get("reclaimPolicy")) or "Delete"
        case "", "PersistentVolume":
            return text(resource.get("spec", "persistentVolumeReclaimPolicy")) or "Retain"
    return ""


def is_expandable(resource: Resource) -> bool | None:
    """Whether volumes of a StorageClass may grow, which it must say; None for other kinds (Kubernetes docs,
    "Storage Classes", "Volume expansion")."""
    if (resource.id.group, resource.id.kind) != ("storage.k8s.io", "StorageClass"):
        return None
    return resource.get("allowVolumeExpansion") is True
