"""Manifests that say what only the cluster can."""

from collections.abc import Iterator
from typing import Any

from manifestlint.model.kinds import is_built_in_group
from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Fix, Problem, Profile, RemoveKey, Safety, Severity, resource_rule


@resource_rule(
    "argocd-status-written", severity=Severity.INFO, profile=Profile.STRICT, since="0.1", fix=Safety.SAFE
)
def argocd_status_written(resource: Resource) -> Iterator[Problem]:
    """A manifest has a `status`, which no apply can set.

    The API server drops it where the kind has a status of its own (Kubernetes docs, "API conventions"), so
    Git differs from the cluster for ever. From v3.0 on Argo CD overlooks that; before, and where argocd-cm
    says `ignoreResourceStatusField: crd` or `none`, the Application stays OutOfSync and self-heal tries
    again and again (Argo CD docs, "Diff Customization" and "v2.14 to 3.0").

    Mostly it came with a manifest that was copied out of a cluster: remove it. What is empty everywhere, as
    code generators write it into CRDs, is not told.

    It is an info, and strict, because it depends on the installation.
    """
    if _says_something(resource.get("status")):
        reason = "status is the cluster's, and what Git says of it never counts"
        yield Problem(f"{resource.id}: {reason}", at=key("status"), fix=_fix(resource))


def _fix(resource: Resource) -> Fix | None:
    """Without it, for kinds of Kubernetes' own: some custom ones keep what an apply says of their status."""
    if not is_built_in_group(resource.id.group):
        return None
    return Fix("remove it", Safety.SAFE, (RemoveKey(("status",)),))


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_says_something, value.values()))
    return any(map(_says_something, value)) if isinstance(value, list) else bool(value)
