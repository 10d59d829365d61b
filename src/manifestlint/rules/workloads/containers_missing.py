"""Pods with nothing in them."""

from collections.abc import Iterator

from manifestlint.model.kinds import is_built_in_group
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, workload_rule


@workload_rule("containers-missing", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def containers_missing(workload: Workload) -> Iterator[Problem]:
    """A pod's list of containers is empty, or its template has no `spec`.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`, `validateContainers`,
    v1.35): a pod needs a container beside its init containers. A template whose loop had nothing to go
    through is the usual reason.

    It is essential: nothing of it reaches the cluster.
    """
    resource, pointer = workload.resource, workload.pod_pointer
    template = resource.get(*workload.template)
    if is_built_in_group(resource.id.group) and _lacks_spec(workload, template):
        yield refused(workload, "its pods have no spec", At(pointer))
    elif workload.pod.get("containers") == []:
        yield refused(workload, "its pods have no containers", At((*pointer, "containers")))


def _lacks_spec(workload: Workload, template: object) -> bool:
    """Whether the schema lets a missing spec pass, as it does within a template."""
    if template is None:
        return workload.kind == "PodTemplate"
    return bool(workload.template) and isinstance(template, dict) and template.get("spec") is None
