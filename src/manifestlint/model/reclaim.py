"""What becomes of a volume when its claim goes."""

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
