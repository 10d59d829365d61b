"""Containers that may write packets of their own."""

from collections.abc import Iterator

from manifestlint.model.workload import Container
from manifestlint.rulekit import (
    At,
    Fix,
    Problem,
    Profile,
    RemoveKey,
    Safety,
    Severity,
    appending,
    container_rule,
)
from manifestlint.rules.security._linux import ALL, capabilities, is_privileged

_NET_RAW = "NET_RAW"
_DROPPED = ("securityContext", "capabilities", "drop")


@container_rule(
    "net-raw-kept",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "kube-linter": "drop-net-raw-capability",
        "polaris": "insecureCapabilities",
        "checkov": "CKV_K8S_28",
        "trivy": "KSV-0119",
        "kyverno": "drop-cap-net-raw",
    },
)
def net_raw_kept(container: Container) -> Iterator[Problem]:
    """A container that chooses its capabilities keeps `NET_RAW`, which runtimes give unless it is dropped.

    With it a process makes packets of any content, and can answer in the name of other pods of its node
    (containerd `pkg/oci/spec.go`, `defaultUnixCaps`, v2.1, has it among those that every container gets).
    Write `drop: [ALL]` into `securityContext.capabilities`, or `drop: [NET_RAW]`, and do not add it again.
    `ping` needs it on nodes with an old kernel setting.

    A container that says nothing of capabilities keeps it too: that is told once, by
    `capabilities-not-dropped`. Privileged containers have every capability whatever they drop, and are told
    by another rule; Windows has none.

    It is strict because dropping all capabilities, which other rules ask for, does this as well.
    """
    if container.workload.is_windows or is_privileged(container):
        return
    added = capabilities(container, "add")
    for index, name in enumerate(added):
        if name in {_NET_RAW, ALL}:
            place = At((*container.pointer, "securityContext", "capabilities", "add", index))
            yield Problem(
                f"{container.title}: {name} is added, with which it can forge packets",
                place,
                fix=Fix(f"do not add {name}", Safety.UNSAFE, (RemoveKey(place.pointer),)),
            )
            return
    dropped = capabilities(container, "drop")
    if (added or dropped) and not {_NET_RAW, ALL} & set(dropped):
        edit = appending(
            container.data, ("securityContext", "capabilities", "drop"), _NET_RAW, container.pointer
        )
        reason = "NET_RAW is not dropped, so it can forge packets"
        fix = Fix(f"drop {_NET_RAW}", Safety.UNSAFE, (edit,))
        yield Problem(f"{container.title}: {reason}", container.at(), fix=fix)
