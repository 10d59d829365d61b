"""Pods whose root is the node's root."""

from collections.abc import Iterator

from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, workload_rule

_SHARED = ("hostNetwork", "hostPID", "hostIPC")


@workload_rule("host-users-shared", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def host_users_shared(workload: Workload) -> Iterator[Problem]:
    """A pod has no user namespace of its own, so its users are those of the node.

    With `hostUsers: false` each pod gets numbers of users that mean nobody on the node, and its root can do
    there what nobody can (Kubernetes docs, "User Namespaces"). The cluster offers it from 1.33 on without
    being told to; nodes need a runtime and file systems that can do it.

    Pods that share the node's network, processes or IPC may not have one and are left alone, and so are
    Windows pods and clusters before 1.33.

    It is strict because many nodes cannot do it yet.
    """
    pod = workload.pod
    if pod.get("hostUsers") is False or not pod or not workload.resource.on(33) or workload.is_windows:
        return
    if not any(pod.get(field) is True for field in _SHARED):
        text = f"{workload.resource.id}: hostUsers is not false, so its root is the node's root"
        written = "hostUsers" in pod
        place = (*workload.pod_pointer, "hostUsers") if written else workload.pod_pointer
        yield Problem(text, At(place, on="value" if written else "key"))
