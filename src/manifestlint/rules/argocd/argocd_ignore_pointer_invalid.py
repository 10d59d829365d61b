"""Ignored places that are none."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._ignore import expressions
from manifestlint.rules.argocd._spec import KINDS

_FLAT = ("/metadata/annotations/", "/metadata/labels/")


@resource_rule(
    "argocd-ignore-pointer-invalid",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=KINDS,
    peers={"argocd-source-lint": "malformed-ignore-diff-pointer"},
)
def argocd_ignore_pointer_invalid(resource: Resource) -> Iterator[Problem]:
    """An entry of `ignoreDifferences.jsonPointers` can point at nothing.

    Argo CD removes what a pointer names from both sides before it compares them, and goes on in silence
    where there is nothing (`util/argo/normalizers/diff_normalizer.go`, v3.1). So the difference stays, and
    the Application is OutOfSync.

    A JSON pointer (RFC 6901) begins with `/`, has no wildcards, and writes the `/` in a key as `~1`:
    `/metadata/annotations/example.com~1note`. For all items of a list use `jqPathExpressions`, such as
    `.spec.template.spec.containers[].image` (Argo CD docs, "Diff Customization").

    It is a warning because the sync succeeds; recommended because the entry does nothing.
    """
    for place, pointer in expressions(resource, "jsonPointers"):
        reason = _fault(pointer)
        if reason:
            yield Problem(f"{resource.id}: {pointer!r} points at nothing: {reason}", at=place)


def _fault(pointer: str) -> str | None:
    if not pointer.startswith("/"):
        return "it does not begin with /"
    if "*" in pointer.split("/"):
        return "a JSON pointer has no wildcards; use jqPathExpressions"
    for prefix in _FLAT:
        rest = pointer.removeprefix(prefix)
        if rest != pointer and "/" in rest:
            return f"the key is written {rest.replace('/', '~1')}"
    return None
