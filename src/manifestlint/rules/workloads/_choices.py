"""The words that fields of workloads take.

The published schema says only that such a field is a string.
"""

from manifestlint.rulekit import Pointer

Choices = dict[Pointer, tuple[str, ...]]

_PROFILE = ("RuntimeDefault", "Localhost", "Unconfined")
_PROFILES: Choices = {
    ("securityContext", f"{kind}Profile", "type"): _PROFILE for kind in ("seccomp", "appArmor")
}
POD: Choices = {
    ("dnsPolicy",): ("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
    ("preemptionPolicy",): ("PreemptLowerPriority", "Never"),
    ("os", "name"): ("linux", "windows"),
    ("securityContext", "fsGroupChangePolicy"): ("OnRootMismatch", "Always"),
    ("securityContext", "seLinuxChangePolicy"): ("MountOption", "Recursive"),
    ("securityContext", "supplementalGroupsPolicy"): ("Merge", "Strict"),
    **_PROFILES,
}
CONTAINER: Choices = {
    ("imagePullPolicy",): ("Always", "IfNotPresent", "Never"),
    ("terminationMessagePolicy",): ("File", "FallbackToLogsOnError"),
    ("securityContext", "procMount"): ("Default", "Unmasked"),
    **_PROFILES,
}
PORT: Choices = {("protocol",): ("TCP", "UDP", "SCTP")}
MOUNT: Choices = {
    ("mountPropagation",): ("None", "HostToContainer", "Bidirectional"),
    ("recursiveReadOnly",): ("Enabled", "IfPossible", "Disabled"),
}
HANDLER: Choices = {("httpGet", "scheme"): ("HTTP", "HTTPS")}
VOLUME: Choices = {
    ("image", "pullPolicy"): ("Always", "IfNotPresent", "Never"),
    ("azureDisk", "cachingMode"): ("None", "ReadOnly", "ReadWrite"),
    ("azureDisk", "kind"): ("Shared", "Dedicated", "Managed"),
    ("hostPath", "type"): (
        "DirectoryOrCreate",
        "Directory",
        "FileOrCreate",
        "File",
        "Socket",
        "CharDevice",
        "BlockDevice",
    ),
}
_JOB: Choices = {
    ("completionMode",): ("NonIndexed", "Indexed"),
    ("podReplacementPolicy",): ("TerminatingOrFailed", "Failed"),
}
SPECS: dict[str, Choices] = {
    "CronJob": {
        ("concurrencyPolicy",): ("Allow", "Forbid", "Replace"),
        **{("jobTemplate", "spec", *path): words for path, words in _JOB.items()},
    },
    "Job": _JOB,
    "StatefulSet": {
        ("podManagementPolicy",): ("OrderedReady", "Parallel"),
        ("persistentVolumeClaimRetentionPolicy", "whenDeleted"): ("Retain", "Delete"),
        ("persistentVolumeClaimRetentionPolicy", "whenScaled"): ("Retain", "Delete"),
    },
}
