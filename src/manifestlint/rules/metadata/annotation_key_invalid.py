"""Annotations that cannot be set."""

from collections.abc import Iterator

from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.metadata._annotations import annotations


@resource_rule(
    "annotation-key-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("annotations",),
)
def annotation_key_invalid(resource: Resource) -> Iterator[Problem]:
    """An annotation has a key that no annotation can have.

    The API server refuses it (apimachinery `pkg/api/validation/objectmeta.go`, `ValidateAnnotations`,
    v1.35). A key is a name of at most 63 characters, with an optional domain before one slash; upper case
    is allowed everywhere. A second slash is the usual reason: `example.com/team/owner`.

    Values may be anything; see `annotations-too-large`. Looked at are the annotations of the object and of
    its pods.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, items in annotations(resource):
        for key in items:
            if not is_qualified_name(key.lower()):
                reason = f'"{key}" is no key of an annotation ({QUALIFIED_NAME})'
                yield refused(resource, reason, At((*pointer, key), on="key"))
