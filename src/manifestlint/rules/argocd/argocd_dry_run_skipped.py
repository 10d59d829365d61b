"""Custom resources that are applied untried."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._options import application_options
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-dry-run-skipped",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=KINDS,
)
def argocd_dry_run_skipped(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application skips the dry run for every kind that the cluster does not know.

    A misspelt `kind` or `apiVersion` is then no error before the sync, but one in the middle of it, when a
    part is already applied. Put `argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true` on the
    custom resources whose CRD comes from elsewhere; those whose CRD is in the same sync do not need it (Argo
    CD docs, "Sync Options").

    It is strict because it is a legitimate way out for an Application that is all custom resources.
    """
    spec = read_spec(resource)
    for option, place in application_options(spec) if spec else ():
        if option == "SkipDryRunOnMissingResource=true":
            yield Problem(
                f"{resource.id}: a misspelt kind in any of its objects shows only in the middle of the sync",
                at=place,
            )
