"""Jobs that would take the pods of others."""

from collections.abc import Iterator

from manifestlint.model.shape import text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Fault, Problem, Profile, Severity, refusals, workload_rule
from manifestlint.rules.workloads._job import JOBS, job_spec

_OWN = frozenset(
    {"batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid", "job-name"}
)
_NAMES = ("job-name", "batch.kubernetes.io/job-name")


@workload_rule(
    "job-selector-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=JOBS,
    subsumes=("selector-labels-mismatch",),
)
def job_selector_invalid(workload: Workload) -> Iterator[Problem]:
    """A Job has a selector of its own without `manualSelector`, or the other way round.

    The API server refuses it (Kubernetes `pkg/apis/batch/validation/validation.go`,
    `validateGeneratedSelector`, `ValidateJobSpec` and `ValidateJobTemplateSpec`, v1.35). The server makes a
    selector for each Job, from labels with the Job's id and name, and none of its own can be added. With
    `manualSelector: true` it makes none, and one must be written. In a CronJob neither is possible. A label
    `job-name` of the pods must be the Job's name.

    Leave both out. A manifest copied from the cluster is the usual reason.

    It is essential: nothing of it reaches the cluster.
    """
    pointer, spec = job_spec(workload)
    manual = spec.get("manualSelector") is True
    if workload.kind == "CronJob":
        faults = [("a CronJob's Jobs have no selector of their own", At((*pointer, "selector"), on="key"))]
        if spec.get("selector") is not None:
            yield from refusals(workload, faults)
        elif manual:
            place = At((*pointer, "manualSelector"))
            yield from refusals(workload, [("manualSelector is not possible in a CronJob", place)])
    elif manual and spec and spec.get("selector") is None:
        place = At((*pointer, "manualSelector"))
        yield from refusals(workload, [("manualSelector needs a selector", place)])
    elif not manual:
        yield from refusals(workload, _faults(workload))


def _faults(workload: Workload) -> Iterator[Fault]:
    selector = workload.selector
    for requirement in selector.requirements if selector else ():
        if requirement.key not in _OWN:
            reason = f"without manualSelector it cannot select {requirement}"
            yield reason, At(("spec", "selector", *requirement.pointer))
    name = text(workload.resource.get("metadata", "name"))
    for key in _NAMES:
        label = workload.pod_labels.get(key)
        if name and label is not None and label != name:
            reason = f'the label {key} of its pods is "{label}", and must be "{name}"'
            yield reason, At((*workload.labels_pointer, key))
