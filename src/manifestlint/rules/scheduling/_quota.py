"""What quotas count by itself, without a group in its name.

Source: `pkg/apis/core/helper/helpers.go`, `IsStandardQuotaResourceName` and `IsIntegerResourceName` (v1.35).
"""

_AMOUNTS = ("cpu", "memory", "ephemeral-storage")
COUNTED = frozenset(
    {
        "configmaps",
        "persistentvolumeclaims",
        "pods",
        "replicationcontrollers",
        "resourcequotas",
        "secrets",
        "services",
        "services.loadbalancers",
        "services.nodeports",
    }
)
"""Numbers of objects."""
MEASURED = frozenset(
    {"requests.storage", *(f"{kind}{name}" for kind in ("", "requests.", "limits.") for name in _AMOUNTS)}
)
_PAGES = ("hugepages-", "requests.hugepages-")


def is_standard(name: str) -> bool:
    """Whether a quota counts it by itself."""
    return name in COUNTED or name in MEASURED or name.startswith(_PAGES)
