"""`source.helm` of an Application."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from manifestlint.model.shape import mapping, sequence, text

_VERSION = re.compile(r"\s*v?([0-9]+(?:\.[0-9]+)+)")


@dataclass(frozen=True, slots=True)
class HelmOptions:
    """The fields of `source.helm` that change what is rendered, and what Argo CD adds to them."""

    release_name: str = "release"
    namespace: str = ""
    kube_version: str = ""
    api_versions: tuple[str, ...] = ()
    value_files: tuple[str, ...] = ()
    """Paths of the tree from its root, in order; a later one wins."""
    ignore_missing_value_files: bool = False
    values: str = ""
    values_object: Mapping[str, Any] | None = None
    """Wins over `values` as a whole."""
    parameters: tuple[tuple[str, str], ...] = ()
    string_parameters: tuple[tuple[str, str], ...] = ()
    """Those with `forceString`."""
    file_parameters: tuple[tuple[str, str], ...] = ()
    """Names, and paths of the tree from its root."""
    skip_crds: bool = False
    skip_schema_validation: bool = False
    skip_tests: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    """Argo CD's build environment, such as `ARGOCD_APP_NAME`."""


def read_helm_options(
    data: Any,
    *,
    application: str,
    namespace: str,
    kube_version: str,
    value_files: tuple[str, ...],
    file_parameters: tuple[tuple[str, str], ...] = (),
    environment: Mapping[str, str] | None = None,
) -> HelmOptions:
    """The options from `source.helm` as it stands in an Application.

    `application` is the release's name, `namespace` and `kube_version` hold where `source.helm` names none
    (argoproj/argo-cd, `reposerver/repository/repository.go`, `helmTemplate`). Paths come resolved, because
    they may mean another source.
    """
    data = mapping(data)
    given = data.get("valuesObject")
    return HelmOptions(
        release_name=text(data.get("releaseName")) or application,
        namespace=text(data.get("namespace")) or namespace,
        kube_version=_plain_version(text(data.get("kubeVersion")) or kube_version),
        api_versions=tuple(item for item in sequence(data.get("apiVersions")) if isinstance(item, str)),
        value_files=value_files,
        ignore_missing_value_files=data.get("ignoreMissingValueFiles") is True,
        values=text(data.get("values")),
        values_object=given if isinstance(given, dict) else None,
        parameters=_parameters(data, forced=False),
        string_parameters=_parameters(data, forced=True),
        file_parameters=file_parameters,
        skip_crds=data.get("skipCrds") is True,
        skip_schema_validation=data.get("skipSchemaValidation") is True,
        skip_tests=data.get("skipTests") is True,
        environment=environment or {},
    )


def _parameters(data: dict[str, Any], *, forced: bool) -> tuple[tuple[str, str], ...]:
    """Of a name that stands twice the last one counts."""
    items = map(mapping, sequence(data.get("parameters")))
    chosen = (item for item in items if (item.get("forceString") is True) is forced)
    return tuple({text(item.get("name")): text(item.get("value")) for item in chosen}.items())


def _plain_version(version: str) -> str:
    """Without `v`, and without what a vendor adds (`parseKubeVersion` there)."""
    match = _VERSION.match(version)
    return match[1] if match else version
