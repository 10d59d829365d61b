"""Templates in the wrong one of two languages."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, resource_rule

_TEMPLATE: Pointer = ("spec", "template")
_TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_GO = re.compile(r"-?\s*(?:\.|\$|/\*|(?:if|range|with|end|else|define|template|block)\b)")
_PLAIN = re.compile(
    r"\s*(?:name|nameNormalized|server|project|cluster|url|path|branch|repository|organization|sha"
    r"|head_sha|number|[A-Za-z_]\w*(?:[.\[][\w./\[\]-]*)+)\s*"
)
"""A parameter by its bare name: one that generators give, or any with a dot or a bracket in it."""


@resource_rule(
    "argocd-template-syntax-mixed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("ApplicationSet",),
)
def argocd_template_syntax_mixed(resource: Resource) -> Iterator[Problem]:
    """An ApplicationSet's template is written in a syntax that its `goTemplate` setting does not read.

    With `goTemplate: true` a parameter is `{{.path.basename}}`; the older `{{path.basename}}` is a call of
    a function that does not exist, and no Application is generated. Without it, `{{.name}}` and `{{if ...}}`
    are left standing as they are, and the Applications get names and paths that nobody has (Argo CD
    `applicationset/utils/utils.go`, `Replace`, v3.1; docs, "Go Template").

    Only what is certain is told: in Go templates, bare names that generators give (`name`, `server`,
    `path` ...) or that have a dot; otherwise, what begins like a Go template.

    It is essential: no Application comes of it, or a broken one.
    """
    if resource.id.group != ARGOCD_GROUP:
        return
    go = resource.get("spec", "goTemplate") is True
    for pointer, value in _strings(resource.get(*_TEMPLATE), _TEMPLATE):
        for tag in _TAG.finditer(value):
            if (_PLAIN.fullmatch(tag[1].strip("-")) if go else _GO.match(tag[1])) is not None:
                reason = (
                    "is no Go template: no function has that name; a parameter begins with a dot"
                    if go
                    else "is a Go template, and without goTemplate: true it stays as it is"
                )
                yield Problem(f"{resource.id}: {tag[0]} {reason}", at=At(pointer, chars=tag.span()))


def _strings(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, (*pointer, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*pointer, index))
