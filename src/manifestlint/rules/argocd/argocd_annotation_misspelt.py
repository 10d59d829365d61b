"""Argo CD annotations that nobody reads."""

from collections.abc import Iterator

from manifestlint.core.words import close_to
from manifestlint.model.resource import Resource, key
from manifestlint.rulekit import Fix, Problem, Profile, RenameKey, Safety, Severity, resource_rule

_DOMAIN = "argocd.argoproj.io/"
_KNOWN = frozenset(
    {
        "application-set-refresh",
        "auto-label-cluster-info",
        "client-side-apply-migration-manager",
        "compare-options",
        "dashboard",
        "default-pod-sort",
        "default-view",
        "deletion-approved",
        "hook",
        "hook-delete-policy",
        "hydrate",
        "ignore-default-links",
        "ignore-healthcheck",
        "ignore-resource-updates",
        "installation-id",
        "kubernetes-version",
        "managed-by-url",
        "manifest-generate-paths",
        "refresh",
        "secret-type",
        "skip-reconcile",
        "sync-options",
        "sync-wave",
        "tracking-id",
    }
)
"""Argo CD v3.5 `common/common.go`, `pkg/apis/application/v1alpha1/` and docs, "Annotations and Labels"."""


@resource_rule(
    "argocd-annotation-misspelt",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    needs=("annotations",),
    fix=Safety.UNSAFE,
)
def argocd_annotation_misspelt(resource: Resource) -> Iterator[Problem]:
    """An annotation is almost one of Argo CD's, so Argo CD does not read it.

    `argocd.argoproj.io/sync-option` protects nothing from pruning, and `argocd.argoproj.io/sync-waves`
    orders nothing. Write the name as in Argo CD's docs, "Annotations and Labels used by Argo CD". Unknown
    names that resemble none of them are left alone: other tools may read them.

    It is a warning because nothing fails; recommended because what is written there is not done.
    """
    for name in resource.annotations:
        short = name.removeprefix(_DOMAIN)
        if short == name or short in _KNOWN:
            continue
        meant = close_to(short, _KNOWN, cutoff=0.85)
        if meant:
            yield Problem(
                f"{resource.id}: Argo CD does not read {name}; did you mean {_DOMAIN}{meant}?",
                at=key("metadata", "annotations", name),
                fix=_fix(name, _DOMAIN + meant) if _DOMAIN + meant not in resource.annotations else None,
            )


def _fix(name: str, meant: str) -> Fix:
    return Fix(f"call it {meant}", Safety.UNSAFE, (RenameKey(("metadata", "annotations", name), meant),))
