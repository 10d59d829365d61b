"""Probes with impossible numbers."""

from collections.abc import Iterator

from manifestlint.model.shape import integer
from manifestlint.model.workload import Container
from manifestlint.rulekit import Fault, Problem, Profile, Severity, container_rule, refusals
from manifestlint.rules.workloads._handlers import Handler, probes

_NUMBERS = ("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")
_READINESS = "readinessProbe"
_GRACE = "terminationGracePeriodSeconds"


@container_rule("probe-threshold-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def probe_threshold_invalid(container: Container) -> Iterator[Problem]:
    """A probe has a threshold or a time that is impossible.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateLivenessProbe`,
    `validateReadinessProbe` and `validateProbe`, v1.35). No number is negative; 0 stands for the default.
    The `successThreshold` of a liveness or startup probe is 1, for one success is all that such a probe can
    ask for. `terminationGracePeriodSeconds` is at least 1, and a readiness probe has none, as it ends
    nothing.

    It is essential: nothing of it reaches the cluster.
    """
    for handler in probes(container):
        yield from refusals(container, _faults(container, handler))


def _faults(container: Container, handler: Handler) -> Iterator[Fault]:
    pointer, probe = handler
    kind = pointer[-1]
    for field in _NUMBERS:
        number = integer(probe.get(field))
        if number is not None and number < 0:
            yield f"{kind}: {field} {number} is negative", container.at(*pointer, field)
    success = integer(probe.get("successThreshold"))
    if kind != _READINESS and success is not None and success > 1:
        yield (
            f"{kind}: successThreshold is {success}, and must be 1",
            container.at(*pointer, "successThreshold"),
        )
    grace = integer(probe.get(_GRACE))
    if grace is not None and kind == _READINESS:
        yield f"{kind}: {_GRACE} has no meaning here", container.at(*pointer, _GRACE)
    elif grace is not None and grace < 1:
        yield f"{kind}: {_GRACE} {grace} is not at least 1", container.at(*pointer, _GRACE)
