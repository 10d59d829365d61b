"""Where two objects differ for the API server, which fills in what is left out.

Source: `pkg/apis/core/v1/defaults.go` and apimachinery `pkg/api/equality`, Kubernetes v1.35.
"""

from collections.abc import Iterator
from typing import Any

from manifestlint.core.place import Pointer
from manifestlint.model.image import Image, parse_image
from manifestlint.model.quantity import parse_quantity
from manifestlint.model.shape import is_same, mapping, text

_DEFAULTS: dict[str, Any] = {
    "allocationMode": "ExactCount",
    "completionMode": "NonIndexed",
    "divisor": "0",
    "dnsPolicy": "ClusterFirst",
    "enableServiceLinks": True,
    "failureThreshold": 3,
    "manualSelector": False,
    "periodSeconds": 10,
    "podManagementPolicy": "OrderedReady",
    "preemptionPolicy": "PreemptLowerPriority",
    "protocol": "TCP",
    "reclaimPolicy": "Delete",
    "schedulerName": "default-scheduler",
    "serviceAccountName": "default",
    "successThreshold": 1,
    "terminationMessagePath": "/dev/termination-log",
    "terminationMessagePolicy": "File",
    "timeoutSeconds": 1,
    "volumeBindingMode": "Immediate",
    "volumeMode": "Filesystem",
}
_DEFAULTS_IN: dict[tuple[str, str], Any] = {
    ("azureDisk", "cachingMode"): "ReadWrite",
    ("azureDisk", "fsType"): "ext4",
    ("azureDisk", "kind"): "Shared",
    ("configMap", "defaultMode"): 0o644,
    ("downwardAPI", "defaultMode"): 0o644,
    ("exactly", "count"): 1,
    ("fieldRef", "apiVersion"): "v1",
    ("firstAvailable", "count"): 1,
    ("httpGet", "path"): "/",
    ("httpGet", "scheme"): "HTTP",
    ("iscsi", "iscsiInterface"): "default",
    ("projected", "defaultMode"): 0o644,
    ("rbd", "keyring"): "/etc/ceph/keyring",
    ("rbd", "pool"): "rbd",
    ("rbd", "user"): "admin",
    ("roleRef", "apiGroup"): "rbac.authorization.k8s.io",
    ("scaleIO", "fsType"): "xfs",
    ("scaleIO", "storageMode"): "ThinProvisioned",
    ("secret", "defaultMode"): 0o644,
    ("serviceAccountToken", "expirationSeconds"): 3600,
    ("spec", "attachRequired"): True,
    ("spec", "restartPolicy"): "Always",
    ("spec", "terminationGracePeriodSeconds"): 30,
    ("spec", "volumeLifecycleModes"): ["Persistent"],
}
_PLAIN = frozenset(
    {
        "hostIPC",
        "hostNetwork",
        "hostPID",
        "hostPort",
        "initialDelaySeconds",
        "lun",
        "optional",
        "readOnly",
        "seconds",
        "stdin",
        "stdinOnce",
        "tty",
    }
)
"""Fields that do not know zero from nothing; of others zero may have a meaning of its own."""
_EMPTY_COUNTS = frozenset({"storageClassName", "volumeAttributesClassName"})
_AMOUNTS = frozenset({"capacity", "limits", "requests"})
_AMOUNT = frozenset({"divisor", "sizeLimit"})
_UNSEEN = frozenset({"creationTimestamp", "serviceAccount", "status"})
"""What a client may write, and what makes no difference: the server's own, and an alias."""


def server_differences(old: Any, new: Any, *path: str | int) -> Iterator[Pointer]:
    """Where two values differ for the API server, each place below the path that leads to them.

    It errs to the side of sameness: of a field that is empty, or filled in from elsewhere in the cluster,
    nobody can say it here.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        parent = text(next((part for part in reversed(path) if isinstance(part, str)), ""))
        for key in dict.fromkeys((*new, *old)):
            if key not in _UNSEEN:
                before, after = _read(key, old, new, parent), _read(key, new, old, parent)
                yield from server_differences(before, after, *path, key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from server_differences(before, after, *path, index)
    elif not _is_equal(old, new, path):
        yield path


def _read(key: str, there: dict[str, Any], other: dict[str, Any], parent: str) -> Any:
    """What a field holds, with the server's default where only the other side has it."""
    value = there.get(key)
    if key == "requests" and isinstance(there.get("limits"), dict):
        return {**there["limits"], **mapping(value)}
    if not _is_empty(key, value):
        return value
    return None if _is_empty(key, other.get(key)) else _default(key, there, other, parent)


def _is_empty(key: str, value: Any) -> bool:
    if value == "":
        return key not in _EMPTY_COUNTS
    if isinstance(value, int) and not value:
        return key in _PLAIN
    return value is None or value in ({}, [])


def _default(key: str, there: dict[str, Any], other: dict[str, Any], parent: str) -> Any:
    derived = {
        "hostPort": there.get("containerPort"),
        "imagePullPolicy": _pull_policy(text(there.get("image"))),
        "pullPolicy": _pull_policy(text(there.get("reference"))),
        "serviceAccountName": there.get("serviceAccount"),
    }
    if derived.get(key) is not None:
        return derived[key]
    if parent in _AMOUNTS or (key == "securityContext" and "containers" not in there):
        return None
    # An object that holds nothing but defaults is no other than none at all.
    blank: Any = {} if isinstance(other.get(key), dict) else None
    return _DEFAULTS_IN.get((parent, key), _DEFAULTS.get(key, blank))


def _pull_policy(written: str) -> str:
    """What is no image name has no tag, and so not `latest` either."""
    image = parse_image(written)
    moves = isinstance(image, Image) and (image.tag == "latest" or not (image.tag or image.digest))
    return "Always" if moves else "IfNotPresent"


def _is_equal(old: Any, new: Any, path: Pointer) -> bool:
    if not (_AMOUNTS.isdisjoint(path[-2:-1]) and _AMOUNT.isdisjoint(path[-1:])):
        before, after = parse_quantity(old), parse_quantity(new)
        if before is not None and after is not None:
            return before == after
    return is_same(old, new)
