"""Differences that are ignored until the next sync."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._ignore import entries
from manifestlint.rules.argocd._spec import KINDS, is_templated, read_spec


@resource_rule(
    "argocd-ignore-not-respected",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=KINDS,
)
def argocd_ignore_not_respected(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application ignores differences, but overwrites them at each sync.

    `ignoreDifferences` counts when Argo CD compares; a sync applies what Git says all the same, with the
    fields that are ignored. `RespectIgnoreDifferences=true` leaves them as they are in the cluster, though
    not when the object is first created (Argo CD docs, "Sync Options").

    Add the option, or take the field out of the manifest, which is surer.

    It is strict because an entry for what only the cluster sets, such as a webhook's `caBundle`, is right
    without the option.
    """
    spec = read_spec(resource)
    if spec is None or not spec.complete or next(entries(resource), None) is None:
        return
    if spec.has_option("RespectIgnoreDifferences=true"):
        return
    if not any(is_templated(option) for _, option in spec.options()):
        yield Problem(
            f"{resource.id}: without RespectIgnoreDifferences=true each sync overwrites what is ignored",
            at=At((*spec.pointer, "ignoreDifferences"), on="key"),
        )
