"""What data goes with an object."""

from manifestlint.model.shape import sequence
from manifestlint.model.transition import Side

_STAYS = "Retain"


def lost_data(side: Side) -> str:
    """What of it is lost when an object is deleted, as the end of a sentence; empty where nothing is."""
    match side.id.group, side.id.kind:
        case "", "PersistentVolumeClaim":
            return "" if _is_retained(side) else "the data of its volume is deleted"
        case "", "PersistentVolume":
            if side.facts.reclaim == "Delete":
                return "the data on it is deleted"
        case "apps", "StatefulSet":
            policy = side.get("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted")
            if policy == "Delete" and sequence(side.get("spec", "volumeClaimTemplates")):
                return "its pods' claims are deleted with all data (whenDeleted: Delete)"
    return ""


def _is_retained(side: Side) -> bool:
    """Whether its volume stays, as a PersistentVolume or StorageClass in the repository says."""
    named = [each for each in side.facts.references if each.kind in {"StorageClass", "PersistentVolume"}]
    for reference in named:
        for landing in side.bundle.destination.find(reference.kind, "", reference.name):
            if landing.facts.reclaim == _STAYS:
                return True
    return False
