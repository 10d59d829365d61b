"""Pods that command the node's container runtime."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename

from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, option, workload_rule
from manifestlint.rules.security._host import host_paths, mounted_by


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as a runtime's socket."""

    sockets: tuple[str, ...] = option(
        (
            "buildkitd.sock",
            "containerd.sock",
            "cri-dockerd.sock",
            "crio.sock",
            "docker.sock",
            "dockershim.sock",
            "podman.sock",
        ),
        "File names of the sockets on which runtimes take orders.",
    )


@workload_rule(
    "runtime-socket-mounted",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "kube-linter": "docker-sock",
        "checkov": "CKV_K8S_27",
        "trivy": "KSV-0006",
        "kyverno": "disallow-container-sock-mounts",
    },
    subsumes=("host-path-mounted",),
)
def runtime_socket_mounted(workload: Workload, options: Options) -> Iterator[Problem]:
    """A container gets the socket of the node's container runtime, such as `docker.sock`.

    Over it the process starts containers of its own, privileged and with any folder of the node: it is root
    on that node, whatever its own rights are (Docker docs, "Docker daemon attack surface"). `readOnly: true`
    changes nothing, for the file is not written but spoken through.

    Build images with a builder that needs no runtime of the node, read metrics and logs from the kubelet, and
    keep node agents that cannot do without in a namespace of their own, as an exception in the PolicySet.

    Volumes that no container mounts are left alone. It is a warning, and recommended, because it takes down
    the wall between the pod and its node.
    """
    for volume in host_paths(workload):
        container = mounted_by(volume) if basename(volume.path) in options.sockets else None
        if container is not None:
            reason = f'gets the runtime\'s socket "{volume.written}", over which it rules the whole node'
            yield Problem(f"{container.title}: {reason}", volume.at)
