"""Containers that get traffic before they can answer it."""

from collections.abc import Iterator

from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.workloads._handlers import LASTING_KINDS


@container_rule(
    "readiness-probe-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=LASTING_KINDS,
    peers={
        "kube-linter": "no-readiness-probe",
        "kube-score": "pod-probes",
        "polaris": "readinessProbeMissing",
        "checkov": "CKV_K8S_9",
        "gatekeeper": "K8sRequiredProbes",
    },
)
def readiness_probe_missing(container: Container) -> Iterator[Problem]:
    """A container has no readiness probe.

    It then counts as ready as soon as its process runs (Kubernetes docs, "Pod Lifecycle", container
    probes): Services send it requests that it cannot answer yet, and a rolling update takes away the old
    pod because the new one "is ready". A version that starts but does not work replaces one that does.

    Give it a `readinessProbe` that succeeds once it can do its work. Looked at are the containers of
    workloads that go on running, not those of Jobs, CronJobs and bare Pods, nor init containers and
    sidecars. A container without ports beside one that has a readiness probe is a helper, and not told.

    It is a warning because what has no callers may do without. It is recommended, though few examples in
    documentation have one, because without it no rollout can tell a version that works from one that does
    not.
    """
    if container.role is not Role.MAIN or _has_probe(container) or _is_helper(container):
        return
    text = f"{container.title}: no readinessProbe, so it counts as ready as soon as its process runs"
    yield Problem(text, at=container.at())


def _has_probe(container: Container) -> bool:
    return isinstance(container.get("readinessProbe"), dict)


def _is_helper(container: Container) -> bool:
    if container.get("ports"):
        return False
    return any(_has_probe(other) for other in container.workload.containers() if other.role is Role.MAIN)
