"""Pods that get the parts of the node which keep it safe."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.workload import Workload
from manifestlint.rulekit import Problem, Profile, Severity, option, workload_rule
from manifestlint.rules.security._host import host_paths, mounted_by


@dataclass(frozen=True, slots=True)
class Options:
    """Which paths matter."""

    paths: tuple[str, ...] = option(
        (
            "/",
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/etc/kubernetes",
            "/etc/kubernetes/manifests",
            "/etc/kubernetes/pki",
            "/home",
            "/lib",
            "/lib64",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/usr",
            "/var",
            "/var/lib",
            "/var/lib/containerd",
            "/var/lib/docker",
            "/var/lib/etcd",
            "/var/lib/kubelet",
            "/var/run",
        ),
        "Paths of the node that no pod should get; those below them are not meant.",
    )


@workload_rule(
    "host-path-sensitive",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "sensitive-host-mounts", "trivy": "KSV-0121"},
    subsumes=("host-path-mounted",),
)
def host_path_sensitive(workload: Workload, options: Options) -> Iterator[Problem]:
    """A container gets a folder of the node that holds its programs, keys or devices.

    Who breaks into the container reads the node's credentials and the Secrets of other pods there, or changes
    what the node starts next (Kubernetes docs, "Volumes", hostPath). Name just the file or folder below that
    is needed, such as `/etc/localtime`, and mount it with `readOnly: true`.

    The option `paths` lists the folders that are meant, each for itself: `/etc` in it does not cover
    `/etc/ssl/certs`. Volumes that no container mounts are left alone. Node agents (metrics, storage drivers,
    networks) may need such a folder; name them in an exception of the PolicySet.

    It is a warning, and recommended, because it takes down the wall between the pod and its node.
    """
    for volume in host_paths(workload):
        container = mounted_by(volume) if volume.path in options.paths else None
        if container is not None:
            reason = f'gets "{volume.written}" of the node, {_consequence(volume.path)}'
            yield Problem(f"{container.title}: {reason}", volume.at)


def _consequence(path: str) -> str:
    if path in {"/", "/var", "/var/lib", "/var/lib/kubelet"}:
        return "where the Secrets of all its pods lie"
    if path in {"/proc", "/sys", "/dev"}:
        return "through which its kernel and devices can be reached"
    if path in {"/run", "/var/run"}:
        return "where the sockets lie that rule it"
    return "where a break-in does most harm"
