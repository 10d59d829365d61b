"""Labels that cannot be set."""

from collections.abc import Iterator

from manifestlint.model.names import (
    LABEL_VALUE,
    QUALIFIED_NAME,
    is_label_value,
    is_qualified_name,
)
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings, strings
from manifestlint.model.workload import as_workload
from manifestlint.rulekit import At, Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule

_OWN: Pointer = ("metadata", "labels")
_CLAIM: Pointer = ("ephemeral", "volumeClaimTemplate", *_OWN)


@resource_rule(
    "label-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"kube-score": "label-values"},
)
def label_invalid(resource: Resource) -> Iterator[Problem]:
    """A label has a key or a value that a label cannot have.

    The API server refuses it (apimachinery `pkg/apis/meta/v1/validation/validation.go`, `ValidateLabels`,
    v1.35). A key is a name of at most 63 characters, with an optional domain before a slash. A value is
    empty or has at most 63 letters, digits, `-`, `_` and `.`, and starts and ends with a letter or digit:
    no blanks, no `/`, no `@`, no `:`. Versions with build metadata (`1.2.3+abc`), e-mail addresses, branch
    names and image references are the usual reason.

    Put what does not fit into an annotation. Looked at are the labels of the object, of its pods and of the
    claims that are made for them.

    It is essential: nothing of it reaches the cluster.
    """
    yield from refusals(resource, _faults(resource, _OWN))
    workload = as_workload(resource)
    if workload and workload.template:
        yield from refusals(resource, _faults(resource, workload.labels_pointer))
    if workload:
        for index, _ in mappings(workload.pod.get("volumes")):
            pointer = (*workload.pod_pointer, "volumes", index, *_CLAIM)
            yield from refusals(resource, _faults(resource, pointer))


def _faults(resource: Resource, pointer: Pointer) -> Iterator[Fault]:
    for key, value in strings(resource.get(*pointer)).items():
        if not is_qualified_name(key):
            yield f'"{key}" is no key of a label ({QUALIFIED_NAME})', At((*pointer, key), on="key")
        if not is_label_value(value):
            yield f'label {key}: "{value}" is no value of a label ({LABEL_VALUE})', At((*pointer, key))
