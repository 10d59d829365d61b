"""What a kustomization names: other folders, and files.

Source of the fields: kubernetes-sigs/kustomize, `api/types/kustomization.go`, v5.7.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifestlint.model.shape import mapping, sequence, text

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""kubernetes-sigs/kustomize, `api/konfig/general.go`, `RecognizedKustomizationFileNames`."""
PLUGINS = ("generators", "transformers", "validators")
_HELM = ("helmCharts", "helmChartInflationGenerator")
_FOLDERS_OR_FILES = ("resources", "bases", "components")
_FILES = ("crds", "configurations")
_LISTS_WITH_PATH = ("patches", "patchesJson6902", "replacements")
_FUNCTION = "config.kubernetes.io/function"


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that is named: `where` is the field, `target` what stands there."""

    where: str
    target: str
    folder: bool = False
    """It may be the folder of another kustomization."""
    inline: bool = False
    """It may be the content itself instead of a path."""


def references(data: dict[str, Any]) -> Iterator[Reference]:
    """Everything that a kustomization names."""
    for field in _FOLDERS_OR_FILES:
        yield from _listed(data, field, folder=True)
    for field in _FILES:
        yield from _listed(data, field)
    for field in PLUGINS:
        yield from _listed(data, field, folder=True, inline=True)
    yield from _listed(data, "patchesStrategicMerge", inline=True)
    for field in _LISTS_WITH_PATH:
        for index, item in enumerate(sequence(data.get(field))):
            yield from _single(f"{field}[{index}].path", mapping(item).get("path"))
    yield from _single("openapi.path", mapping(data.get("openapi")).get("path"))
    for field in ("configMapGenerator", "secretGenerator"):
        for index, item in enumerate(sequence(data.get(field))):
            yield from _generator(f"{field}[{index}]", mapping(item))


def chart_field(data: dict[str, Any]) -> str | None:
    """The field by which a kustomization inflates a Helm chart.

    Kustomize refuses that without `--enable-helm`, which Argo CD passes only where `kustomize.buildOptions`
    of argocd-cm says so.
    """
    return next((field for field in _HELM if data.get(field)), None)


def foreign(document: Any) -> str | None:
    """Why a plugin's configuration needs more than kustomize itself, None where it does not.

    Without `--enable-alpha-plugins`, `--enable-exec` and `--enable-helm`, which Argo CD does not pass by
    itself, kustomize runs only its built-in plugins (kubernetes-sigs/kustomize,
    `api/internal/plugins/loader/loader.go`).
    """
    data = mapping(document)
    kind = text(data.get("kind"))
    annotations = mapping(mapping(data.get("metadata")).get("annotations"))
    if _FUNCTION in annotations:
        return f"{kind} runs a function, that is a container or a program"
    if data.get("apiVersion") != "builtin":
        return f"{kind} of {text(data.get('apiVersion'))} is a plugin, that is a program"
    if kind.startswith("HelmChartInflation"):
        return f"{kind} inflates a Helm chart"
    return None


def _listed(
    data: dict[str, Any], field: str, *, folder: bool = False, inline: bool = False
) -> Iterator[Reference]:
    for index, item in enumerate(sequence(data.get(field))):
        if isinstance(item, str):
            yield Reference(f"{field}[{index}]", item, folder, inline)


def _single(where: str, value: Any) -> Iterator[Reference]:
    if isinstance(value, str) and value:
        yield Reference(where, value)


def _generator(where: str, data: dict[str, Any]) -> Iterator[Reference]:
    # `files` may give a key before the path.
    for field in ("files", "envs"):
        for item in _listed(data, field):
            target = item.target.partition("=")[2] if field == "files" and "=" in item.target else item.target
            yield Reference(f"{where}.{item.where}", target)
    yield from _single(f"{where}.env", data.get("env"))
