"""Fields of kustomizations that have a successor."""

from collections.abc import Iterator

from manifestlint.model.shape import mapping
from manifestlint.rulekit import At, Problem, Profile, Severity, file_rule
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


@file_rule(
    "kustomization-field-deprecated",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Kustomization",),
)
def kustomization_field_deprecated(document: Document) -> Iterator[Problem]:
    """A kustomization uses a field that Kustomize has replaced.

    Kustomize still builds it and warns; a coming version of the API drops it (kubernetes-sigs/kustomize,
    `api/types/kustomization.go`, `CheckDeprecatedFields` and `FixKustomizationPreMarshalling`, v5.7).
    `kustomize edit fix` writes the successor. Compare what is built before and after: `commonLabels` also
    changes selectors, which are immutable, and `labels` by itself does not.

    It is an info because nothing changes until the field is dropped.
    """
    for field in mapping(document.data):
        if field in _SUCCESSORS:
            message = f"{field} is deprecated; its successor is {_SUCCESSORS[field]}"
            yield Problem(message, at=At((field,), on="key"))
