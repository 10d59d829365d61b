"""What the level baseline of the Pod Security Standards forbids, one function for each control.

Sources: Kubernetes docs, "Pod Security Standards", and `policy/check_*.go` of
k8s.io/pod-security-admission, v0.37. Releases of Kubernetes are given by their minor number.
"""

from collections.abc import Iterator

from manifestlint.core.place import Pointer
from manifestlint.model.security import own_context, settings
from manifestlint.model.shape import dig, integer, mapping, mappings, sequence, text
from manifestlint.model.violation import NEVER, Violation
from manifestlint.model.workload import Workload

Violations = Iterator[Violation]

_DEFAULT_CAPABILITIES = frozenset(
    {
        "AUDIT_WRITE",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    }
)
_SYSCTLS = {
    "kernel.shm_rmid_forced": 0,
    "net.ipv4.ip_local_port_range": 0,
    "net.ipv4.ip_unprivileged_port_start": 0,
    "net.ipv4.ping_group_range": 0,
    "net.ipv4.tcp_syncookies": 0,
    "net.ipv4.ip_local_reserved_ports": 27,
    "net.ipv4.tcp_fin_timeout": 29,
    "net.ipv4.tcp_keepalive_intvl": 29,
    "net.ipv4.tcp_keepalive_probes": 29,
    "net.ipv4.tcp_keepalive_time": 29,
    "net.ipv4.tcp_rmem": 32,
    "net.ipv4.tcp_wmem": 32,
    "net.ipv4.tcp_notsent_lowat": 37,
    "net.ipv4.tcp_slow_start_after_idle": 37,
}
"""Parameters that belong to the pod alone, and since when the standard says so."""
_SELINUX_TYPES = {"container_t": 0, "container_init_t": 0, "container_kvm_t": 0, "container_engine_t": 31}
_PROFILES = frozenset({"RuntimeDefault", "Localhost"})
_APP_ARMOR_KEY = "container.apparmor.security.beta.kubernetes.io/"
_SECCOMP_POD_KEY = "seccomp.security.alpha.kubernetes.io/pod"
_SECCOMP_KEY = "container.seccomp.security.alpha.kubernetes.io/"
_SECCOMP_FIELD_SINCE = 19
USER_NAMESPACES = 35
"""Since then a pod with `hostUsers: false` may have what is harmless in a user namespace."""
_PROBE_HOSTS_SINCE = 34
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_HANDLERS = (
    ("livenessProbe",),
    ("readinessProbe",),
    ("startupProbe",),
    ("lifecycle", "postStart"),
    ("lifecycle", "preStop"),
)


def host_pid_shared(workload: Workload) -> Violations:
    """The pod sees the processes of its node."""
    return _shared(workload, "hostPID")


def host_ipc_shared(workload: Workload) -> Violations:
    """The pod shares memory and semaphores with its node."""
    return _shared(workload, "hostIPC")


def host_network_shared(workload: Workload) -> Violations:
    """The pod has the addresses of its node."""
    return _shared(workload, "hostNetwork")


def _shared(workload: Workload, field: str) -> Violations:
    if workload.pod.get(field) is True:
        yield Violation(workload, f"{field} is true", (*workload.pod_pointer, field))


def host_process_container(workload: Workload) -> Violations:
    """A process of a Windows node rather than a container."""
    for setting in settings(workload, "windowsOptions", "hostProcess"):
        if setting.value is True:
            yield Violation(setting.subject, "hostProcess is true", setting.pointer, formal=setting.unused)


def privileged_container(workload: Workload) -> Violations:
    """A container without walls."""
    for container in workload.containers():
        if own_context(container).get("privileged") is True:
            place = container.at("securityContext", "privileged").pointer
            yield Violation(container, "privileged is true", place)


def capability_added(workload: Workload) -> Violations:
    """A capability beyond those that container runtimes give by default.

    The standard knows them by one spelling; runtimes are not so strict.
    """
    for container in workload.containers():
        for index, name in enumerate(sequence(dig(own_context(container), "capabilities", "add"))):
            if isinstance(name, str) and name not in _DEFAULT_CAPABILITIES:
                place = container.at("securityContext", "capabilities", "add", index).pointer
                formal = name.upper().removeprefix("CAP_") in _DEFAULT_CAPABILITIES
                yield Violation(container, f"capability {name} is added", place, formal=formal)


def host_path_mounted(workload: Workload) -> Violations:
    """A directory of the node."""
    for index, volume in mappings(workload.pod.get("volumes")):
        if volume.get("hostPath") is not None:
            path = text(dig(volume, "hostPath", "path"))
            place: Pointer = (*workload.pod_pointer, "volumes", index, "hostPath")
            words = f"volume {text(volume.get('name'))} is {path or 'a path'} of the node"
            yield Violation(workload, words, place)


def host_port_used(workload: Workload) -> Violations:
    """A port of the node. In the node's network every port is one, asked for or not."""
    formal = workload.pod.get("hostNetwork") is True
    for container in workload.containers():
        for index, port in mappings(container.data.get("ports")):
            number = integer(port.get("hostPort"))
            if number:
                place = container.at("ports", index, "hostPort").pointer
                yield Violation(container, f"takes port {number} of the node", place, formal=formal)


def probe_host_set(workload: Workload) -> Violations:
    """A probe or hook that the kubelet sends elsewhere than to the pod.

    In the node's network the pod itself may listen on the loopback alone.
    """
    own = _LOOPBACK if workload.pod.get("hostNetwork") is True else ()
    for container in workload.containers():
        for path in _HANDLERS:
            handler = mapping(container.get(*path)) if path[0] in container.data else {}
            for action in ("httpGet", "tcpSocket") if handler else ():
                host = text(mapping(handler.get(action)).get("host"))
                if host:
                    place = container.at(*path, action, "host").pointer
                    words = f'{path[-1]} goes to host "{host}"'
                    yield Violation(container, words, place, _PROBE_HOSTS_SINCE, formal=host in own)


def app_armor_disabled(workload: Workload) -> Violations:
    """An AppArmor profile other than the runtime's or one of the node's."""
    for setting in settings(workload, "appArmorProfile"):
        kind = text(dig(setting.value, "type"))
        if kind and kind not in _PROFILES:
            words = f"appArmorProfile is {kind}"
            yield Violation(setting.subject, words, (*setting.pointer, "type"), formal=setting.unused)
    for key, value in _annotations(workload, _APP_ARMOR_KEY):
        if value and value != "runtime/default" and not value.startswith("localhost/"):
            words = f"the AppArmor profile of container {key[len(_APP_ARMOR_KEY) :]} is {value}"
            yield Violation(workload, words, (*_annotations_pointer(workload), key))


def selinux_options_custom(workload: Workload) -> Violations:
    """An SELinux type that is not made for containers, or an own user or role."""
    for setting in settings(workload, "seLinuxOptions"):
        options = mapping(setting.value)
        kind = text(options.get("type"))
        until = _SELINUX_TYPES.get(kind, NEVER) if kind else 0
        for field, end in (("type", until), ("user", NEVER), ("role", NEVER)):
            value = text(options.get(field))
            if value and end:
                words = f'the {field} of seLinuxOptions is "{value}"'
                pointer = (*setting.pointer, field)
                yield Violation(setting.subject, words, pointer, until=end, formal=setting.unused)


def proc_mount_unmasked(workload: Workload) -> Violations:
    """A `/proc` without masks, unless root in the pod is nobody on the node."""
    until = USER_NAMESPACES if has_own_users(workload) else NEVER
    return _proc_mount(workload, until)


def proc_mount_unmasked_anywhere(workload: Workload) -> Violations:
    """A `/proc` without masks, which restricted forbids in a user namespace too."""
    return _proc_mount(workload, NEVER)


def _proc_mount(workload: Workload, until: int) -> Violations:
    for container in workload.containers():
        value = text(own_context(container).get("procMount"))
        if value and value != "Default":
            place = container.at("securityContext", "procMount").pointer
            yield Violation(container, f"procMount is {value}", place, until=until)


def seccomp_unconfined(workload: Workload) -> Violations:
    """Explicitly no filter for system calls; up to 1.18 an annotation said so."""
    for setting in settings(workload, "seccompProfile"):
        kind = text(dig(setting.value, "type"))
        if kind and kind not in _PROFILES:
            place = (*setting.pointer, "type")
            words = f"seccompProfile is {kind}"
            yield Violation(setting.subject, words, place, _SECCOMP_FIELD_SINCE, formal=setting.unused)
    for key, value in _annotations(workload, _SECCOMP_POD_KEY, _SECCOMP_KEY):
        if value not in {"runtime/default", "docker/default"} and not value.startswith("localhost/"):
            place = (*_annotations_pointer(workload), key)
            yield Violation(workload, f"the seccomp profile is {value}", place, until=_SECCOMP_FIELD_SINCE)


def sysctl_unsafe(workload: Workload) -> Violations:
    """A kernel parameter that other pods or the node feel."""
    for index, item in mappings(dig(workload.pod, "securityContext", "sysctls")):
        name = text(item.get("name"))
        until = _SYSCTLS.get(name, NEVER)
        if until:
            place = (*workload.pod_pointer, "securityContext", "sysctls", index, "name")
            yield Violation(workload, f"sysctl {name} is set", place, until=until)


def has_own_users(workload: Workload) -> bool:
    """Whether the pod runs in a user namespace, where its root is nobody on the node."""
    return workload.pod.get("hostUsers") is False


def _annotations_pointer(workload: Workload) -> Pointer:
    return (*workload.template, "metadata", "annotations")


def _annotations(workload: Workload, *prefixes: str) -> Iterator[tuple[str, str]]:
    for key, value in workload.pod_annotations.items():
        if key.startswith(prefixes) and isinstance(value, str):
            yield key, value
