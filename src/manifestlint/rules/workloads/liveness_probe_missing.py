"""Containers that hang without anybody noticing."""

from collections.abc import Iterator

from manifestlint.model.workload import Container, Role
from manifestlint.rulekit import Problem, Profile, Severity, container_rule
from manifestlint.rules.workloads._handlers import LASTING_KINDS


@container_rule(
    "liveness-probe-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=LASTING_KINDS,
    peers={
        "kube-linter": "no-liveness-probe",
        "polaris": "livenessProbeMissing",
        "checkov": "CKV_K8S_8",
        "gatekeeper": "K8sRequiredProbes",
    },
)
def liveness_probe_missing(container: Container) -> Iterator[Problem]:
    """A container has no liveness probe.

    A process that hangs, without ending, is then never restarted (Kubernetes docs, "Liveness, Readiness,
    and Startup Probes"). One that ends is restarted in any case.

    Give it a `livenessProbe` that fails only where a restart helps, not where a database is away. Looked at
    are the containers of workloads that go on running, not those of Jobs, CronJobs and bare Pods, nor init
    containers and sidecars.

    It is strict because a probe that is too eager does more harm than none.
    """
    if container.role is Role.MAIN and not isinstance(container.data.get("livenessProbe"), dict):
        text = f"{container.title}: no livenessProbe, so it is not restarted when it hangs"
        yield Problem(text, at=container.at())
