"""Sources that other sources take value files from."""

import re
from collections.abc import Iterator
from typing import Any

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mappings, sequence, text
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, is_templated, read_spec

_NAME = re.compile(r"[a-zA-Z0-9_-]+")
_BUILD = "ARGOCD_"


@resource_rule(
    "argocd-source-ref-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=KINDS,
    peers={"argocd-source-lint": "broken-values-ref"},
)
def argocd_source_ref_invalid(resource: Resource) -> Iterator[Problem]:
    """A value file is taken from a source that does not exist or cannot have one.

    `$values/prod.yaml` means the source with `ref: values`. Argo CD refuses a name that no source has, two
    sources of one name, a name with other signs than letters, digits, `_` and `-`, and a source that is a
    chart (Argo CD `util/argo/argo.go`, `GetRefSources`, and `reposerver/repository/repository.go`,
    `resolveReferencedSources`, v3.1). A single `source` has no others beside it: there `$values` is an empty
    variable, so the file is looked for at the repository's root.

    List both under `sources`, one with the chart and one with the `ref`.

    It is essential: nothing of the Application is synced.
    """
    spec = read_spec(resource)
    if spec is None or not spec.complete:
        return
    sources = list(spec.sources())
    several = any("sources" in path for path, _ in sources)
    refs = [text(data.get("ref")) for _, data in sources] if several else []
    if any(map(is_templated, refs)):
        return
    if several:
        for index, (path, data) in enumerate(sources):
            reason = _fault(refs[index], refs[:index])
            if data.get("ref") and reason:
                yield Problem(f"{resource.id}: {reason}", at=At((*spec.pointer, *path, "ref")))
    charts = {text(data.get("ref")) for _, data in sources if data.get("chart")}
    for path, data in sources:
        for place, written in _files(data):
            reason = _undeclared(written, refs, charts, several=several)
            if reason:
                yield Problem(f"{resource.id}: {reason}", at=At((*spec.pointer, *path, "helm", *place)))


def _fault(name: str, before: list[str]) -> str:
    if name in before:
        return f'two sources have the ref "{name}", which Argo CD refuses'
    return "" if _NAME.fullmatch(name) else f'the ref "{name}" has a sign that Argo CD refuses'


def _undeclared(written: str, refs: list[str], charts: set[str], *, several: bool) -> str:
    name, slash, _ = written[1:].partition("/")
    if not several:
        plain = slash and _NAME.fullmatch(name) and not name.startswith(_BUILD)
        return f'"{written}" has no source to be taken from: a single source has no ref' if plain else ""
    if name not in refs:
        return f'"{written}" has no source to be taken from: none has the ref "{name}"'
    return f'"{written}" is in a chart, and only Git sources can have value files' if name in charts else ""


def _files(source: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    """What is named with a `$` at its start, and where; what a generator fills in is left out."""
    helm = source.get("helm")
    listed: list[tuple[Pointer, Any]] = [
        (("valueFiles", index), item) for index, item in enumerate(sequence(dig(helm, "valueFiles")))
    ]
    listed += [
        (("fileParameters", index, "path"), item.get("path"))
        for index, item in mappings(dig(helm, "fileParameters"))
    ]
    for place, written in listed:
        if isinstance(written, str) and written.startswith("$") and not is_templated(written):
            yield place, written
