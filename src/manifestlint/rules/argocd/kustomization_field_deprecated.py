"""Fields of kustomizations that have a successor."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.shape import mapping
from manifestlint.rulekit import At, Fix, Problem, Profile, RenameKey, Safety, Severity, file_rule
from manifestlint.source import Document

_SUCCESSORS = {
    "bases": "resources",
    "commonLabels": "labels, with includeSelectors: true where selectors have them already",
    "helmChartInflationGenerator": "helmCharts",
    "imageTags": "images",
    "patchesJson6902": "patches",
    "patchesStrategicMerge": "patches",
    "vars": "replacements",
}


_SAME = ("bases", "imageTags")
"""Those that only have another name (`FixKustomizationPostUnmarshalling` and the deprecated names there)."""


@file_rule(
    "kustomization-field-deprecated",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Kustomization",),
    fix=Safety.SAFE,
)
def kustomization_field_deprecated(document: Document) -> Iterator[Problem]:
    """A kustomization uses a field that Kustomize has replaced.

    Kustomize still builds it and warns; a coming version of the API drops it (kubernetes-sigs/kustomize,
    `api/types/kustomization.go`, `CheckDeprecatedFields` and `FixKustomizationPreMarshalling`, v5.7).
    `kustomize edit fix` writes the successor. Compare what is built before and after: `commonLabels` also
    changes selectors, which are immutable, and `labels` by itself does not.

    It is an info, and strict, because nothing changes until the field is dropped.
    """
    for field in mapping(document.data):
        if field in _SUCCESSORS:
            message = f"{field} is deprecated; its successor is {_SUCCESSORS[field]}"
            yield Problem(message, at=At((field,), on="key"), fix=_fix(field, document.data))


def _fix(field: str, data: dict[str, Any]) -> Fix | None:
    name = _SUCCESSORS[field]
    if field not in _SAME or name in data:
        return None
    return Fix(f"call it {name}", Safety.SAFE, (RenameKey((field,), name),))
