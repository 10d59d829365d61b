"""Annotations that do not fit into an object."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Severity, refused, resource_rule
from manifestlint.rules.metadata._annotations import annotations

_LIMIT = 256 * 1024


@resource_rule(
    "annotations-too-large",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    needs=("annotations",),
)
def annotations_too_large(resource: Resource) -> Iterator[Problem]:
    """The annotations of an object are larger than 256 KiB together.

    The API server refuses it (apimachinery `pkg/api/validation/objectmeta.go`, `TotalAnnotationSizeLimitB`,
    v1.35). Keys and values count, in bytes of UTF-8.

    Keep the data in a ConfigMap. The limit has a second consequence that this rule does not measure: a
    client-side apply, which is what Argo CD does by default, keeps the whole object in an annotation of its
    own, so an object of more than 256 KiB needs the sync option `ServerSideApply=true`.

    It is essential: nothing of it reaches the cluster.
    """
    for pointer, items in annotations(resource):
        size = sum(len(part.encode(errors="surrogatepass")) for item in items.items() for part in item)
        if size > _LIMIT:
            reason = f"its annotations have {size} bytes, and at most {_LIMIT} are taken"
            yield refused(resource, reason, At(pointer, on="key"))
