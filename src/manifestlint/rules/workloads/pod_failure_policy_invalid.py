"""Jobs that cannot tell one failure from another."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.choice import stranger
from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.shape import dig, integer, mappings, sequence, text
from manifestlint.model.workload import Role, Workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._job import JOBS, job_spec

_ACTIONS = ("FailJob", "FailIndex", "Ignore", "Count")
_OPERATORS = ("In", "NotIn")
_STATUSES = ("True", "False", "Unknown")
_MOST_RULES, _MOST_CODES = 20, 255


@workload_rule(
    "pod-failure-policy-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", kinds=JOBS
)
def pod_failure_policy_invalid(workload: Workload) -> Iterator[Problem]:
    """A Job's `podFailurePolicy` contradicts the Job, or has a rule that can say nothing.

    The API server refuses it (Kubernetes `pkg/apis/batch/validation/validation.go`,
    `validatePodFailurePolicy` and `validateJobSpec`, v1.35). Pods must have `restartPolicy: Never`, for a
    container that is started again has not failed, and a `podReplacementPolicy` must be `Failed`. A rule
    asks either for exit codes or for conditions. Exit codes are in ascending order, without repetition, and
    `In` cannot ask for 0; `containerName` is one of the pod's containers or init containers. A condition has
    a type and the status True, False or Unknown. `FailIndex` needs `backoffLimitPerIndex`. There are at most
    20 rules, with at most 20 conditions each.

    It is essential: nothing of it reaches the cluster.
    """
    pointer, spec = job_spec(workload)
    if isinstance(spec.get("podFailurePolicy"), dict):
        yield from refusals(workload, _faults(workload, pointer, spec))


def _faults(workload: Workload, pointer: Pointer, spec: dict[str, Any]) -> Iterator[Fault]:
    if workload.pod.get("restartPolicy") == "OnFailure":
        reason = "a podFailurePolicy needs restartPolicy Never"
        yield reason, At((*workload.pod_pointer, "restartPolicy"))
    if spec.get("podReplacementPolicy") == "TerminatingOrFailed":
        reason = "beside a podFailurePolicy a podReplacementPolicy can only be Failed"
        yield reason, At((*pointer, "podReplacementPolicy"))
    start = (*pointer, "podFailurePolicy", "rules")
    rules = dig(spec, "podFailurePolicy", "rules")
    if len(sequence(rules)) > _MOST_RULES:
        yield f"there are {len(rules)} rules, and at most {_MOST_RULES} are taken", At(start, on="key")
    names = {c.data.get("name") for c in workload.containers() if c.role is not Role.EPHEMERAL}
    for index, rule in mappings(rules):
        place = (*start, index)
        found = stranger(rule, ("action",), _ACTIONS)
        if found or rule.get("action") == "":
            yield str(found or "a rule has no action"), At((*place, "action"))
        if rule.get("action") == "FailIndex" and spec.get("backoffLimitPerIndex") is None:
            yield "the action FailIndex needs backoffLimitPerIndex", At((*place, "action"))
        codes, conditions = rule.get("onExitCodes"), sequence(rule.get("onPodConditions"))
        if (codes is None) == (not conditions):
            yield "the rule needs either onExitCodes or onPodConditions", At(place)
        yield from _condition_faults((*place, "onPodConditions"), conditions)
        if isinstance(codes, dict):
            yield from _code_faults((*place, "onExitCodes"), codes, names)


def _condition_faults(pointer: Pointer, conditions: list[Any]) -> Iterator[Fault]:
    if len(conditions) > _MOST_RULES:
        reason = f"there are {len(conditions)} conditions, and at most {_MOST_RULES} are taken"
        yield reason, At(pointer, on="key")
    for index, condition in mappings(conditions):
        name = condition.get("type")
        if isinstance(name, str) and not is_qualified_name(name):
            yield f'"{name}" is no type of a condition ({QUALIFIED_NAME})', At((*pointer, index, "type"))
        found = stranger(condition, ("status",), _STATUSES)
        if found:
            yield str(found), At((*pointer, index, "status"))


def _code_faults(pointer: Pointer, codes: dict[str, Any], names: set[Any]) -> Iterator[Fault]:
    operator, container = codes.get("operator"), text(codes.get("containerName"))
    values = [value for value in map(integer, sequence(codes.get("values"))) if value is not None]
    found = stranger(codes, ("operator",), _OPERATORS)
    if found:
        yield str(found), At((*pointer, "operator"))
    if container and container not in names:
        yield f'the pod has no container "{container}"', At((*pointer, "containerName"))
    if codes.get("values") == [] or len(values) > _MOST_CODES:
        yield f"there must be between 1 and {_MOST_CODES} exit codes", At((*pointer, "values"))
    if operator == "In" and 0 in values:
        yield "the operator In cannot ask for the exit code 0", At((*pointer, "values"))
    if values != sorted(set(values)):
        yield "the exit codes are not in ascending order without repetition", At((*pointer, "values"))
