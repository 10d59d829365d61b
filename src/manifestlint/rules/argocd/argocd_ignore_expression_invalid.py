"""Ignored expressions that Argo CD cannot read."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._ignore import expressions
from manifestlint.rules.argocd._spec import KINDS

_CLOSING = {"(": ")", "[": "]", "{": "}"}


@resource_rule(
    "argocd-ignore-expression-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
    peers={"argocd-source-lint": "malformed-ignore-diff-jq-expression"},
)
def argocd_ignore_expression_invalid(resource: Resource) -> Iterator[Problem]:
    """An entry of `ignoreDifferences.jqPathExpressions` is no jq expression.

    Argo CD compiles it as `del(...)`. If that fails, the whole comparison fails, not just this entry: the
    Application has a ComparisonError and is not synced (Argo CD `util/argo/normalizers/diff_normalizer.go`
    and `controller/sync.go`, v3.1).

    Checked is what needs no jq: that it is not empty, is no JSON pointer (`/spec/replicas`), and that its
    brackets and quotes are closed. Write it as jq does, `.spec.replicas`, or move it to `jsonPointers`.

    It is essential: the Application no longer syncs.
    """
    for place, expression in expressions(resource, "jqPathExpressions"):
        reason = _fault(expression)
        if reason:
            yield Problem(
                f"{resource.id}: {expression!r} is no jq expression: {reason}; the Application cannot sync",
                at=place,
            )


def _fault(expression: str) -> str | None:
    if not expression.strip():
        return "it is empty"
    if expression.lstrip().startswith("/"):
        return "this is a JSON pointer, which belongs into jsonPointers"
    # A string with an expression in it, and a comment, would need a real parser.
    return None if "\\(" in expression or "#" in expression else _unbalanced(expression)


def _unbalanced(expression: str) -> str | None:
    awaited: list[str] = []
    quoted = escaped = False
    for c in expression:
        if quoted:
            quoted, escaped = escaped or c != '"', c == "\\" and not escaped
        elif c == '"':
            quoted = True
        elif c in _CLOSING:
            awaited.append(_CLOSING[c])
        elif c in _CLOSING.values() and (not awaited or awaited.pop() != c):
            return f"{c} closes nothing"
    if quoted:
        return 'a " is not closed'
    return f"{awaited[-1]} is missing" if awaited else None
