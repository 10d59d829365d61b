"""How long pods take to get ready and to end, as far as the manifest says."""

from typing import Any

from manifestlint.core.rollout import Timing
from manifestlint.model.shape import integer, mapping
from manifestlint.model.workload import Container, Role, Workload

START = 1
"""Seconds: nothing says how long a pod takes to be scheduled and started, and it is not nothing."""
GRACE = 30
"""Seconds (`terminationGracePeriodSeconds`, `pkg/apis/core/v1/defaults.go`, v1.35)."""
_PERIOD, _FAILURES = 10, 3
"""What a probe has where it says nothing (`pkg/apis/core/v1/defaults.go`, `SetDefaults_Probe`, v1.35)."""


def read_timing(workload: Workload, start: int = START) -> Timing:
    """The least time until a pod is ready, the time until it counts, the longest time until it is gone."""
    settled = integer(workload.resource.get("spec", "minReadySeconds")) or 0
    return Timing(start + time_to_ready(workload), max(0, settled), grace_period(workload))


def grace_period(workload: Workload) -> int:
    """How long a pod may take to end."""
    written = integer(workload.pod.get("terminationGracePeriodSeconds"))
    return GRACE if written is None else max(0, written)


def time_to_ready(workload: Workload) -> int:
    """The least time that the probes take, counted from the start of the slowest container."""
    return max((_ready_after(container) for container in _probed(workload)), default=0)


def patience(workload: Workload) -> int:
    """The longest time that the startup probes allow, after which the kubelet starts a container anew."""
    probes = (mapping(container.get("startupProbe")) for container in _probed(workload))
    return max((_patience(probe) for probe in probes if probe), default=0)


def _probed(workload: Workload) -> tuple[Container, ...]:
    return tuple(item for item in workload.containers() if item.role in {Role.MAIN, Role.SIDECAR})


def _ready_after(container: Container) -> int:
    """The readiness probe begins after its own delay, and not before the startup probe has succeeded.

    Both delays count from the container's start (`pkg/kubelet/prober/worker.go`, `doProbe`, v1.35).
    """
    readiness, startup = mapping(container.get("readinessProbe")), mapping(container.get("startupProbe"))
    delay = max(_number(readiness, "initialDelaySeconds", 0), _number(startup, "initialDelaySeconds", 0))
    successes = _number(readiness, "successThreshold", 1)
    return delay + max(0, successes - 1) * _number(readiness, "periodSeconds", _PERIOD)


def _patience(probe: dict[str, Any]) -> int:
    period, failures = _number(probe, "periodSeconds", _PERIOD), _number(probe, "failureThreshold", _FAILURES)
    return _number(probe, "initialDelaySeconds", 0) + period * failures


def _number(probe: dict[str, Any], field: str, default: int) -> int:
    written = integer(probe.get(field))
    return default if not written or written < 0 else written
