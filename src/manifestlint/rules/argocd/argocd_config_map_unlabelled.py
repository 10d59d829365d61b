"""Argo CD's settings where it does not see them."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_NAME = "argocd-cm"
_LABEL = "app.kubernetes.io/part-of"
_VALUE = "argocd"


@resource_rule(
    "argocd-config-map-unlabelled",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("ConfigMap",),
    peers={"datree": "ARGO_CONFIGMAP_MISSING_PART_OF_LABEL_VALUE_ARGOCD"},
)
def argocd_config_map_unlabelled(resource: Resource) -> Iterator[Problem]:
    """The ConfigMap `argocd-cm` lacks the label by which Argo CD finds it.

    Argo CD looks only at ConfigMaps with `app.kubernetes.io/part-of: argocd` (Argo CD docs, "Declarative
    Setup", atomic configuration; `util/settings/settings.go`, `partOfArgoCDSelector`, v3.1). Without it the
    settings do not count, and where it never had the label, Argo CD does not start.

    It is strict because the label may have been given to the object in the cluster by an installation.
    """
    if resource.id.name == _NAME and not resource.id.group and resource.labels.get(_LABEL) != _VALUE:
        text = f"{resource.id}: without the label {_LABEL}: {_VALUE} Argo CD does not read it"
        yield Problem(text, at=at("metadata", "name"))
