"""Applications that replace all that they apply."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._options import application_options
from manifestlint.rules.argocd._spec import KINDS, read_spec


@resource_rule(
    "argocd-replace-everywhere",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=KINDS,
)
def argocd_replace_everywhere(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application replaces all its objects instead of applying changes.

    `Replace=true` uses `kubectl replace`, which throws away what controllers and autoscalers have set: the
    number of replicas is Git's again, and "resources having to be recreated ... could cause an outage" (Argo
    CD docs, "Sync Options"). Only Namespaces and CRDs are spared (gitops-engine `pkg/sync/sync_context.go`,
    `applyObject`, v0.7).

    Put `argocd.argoproj.io/sync-options: Replace=true` on the objects that need it. What is too large for
    `kubectl apply` is helped by `ServerSideApply=true`.

    It is a warning because the sync succeeds; recommended because a small change can become an outage.
    """
    spec = read_spec(resource)
    for option, place in application_options(spec) if spec else ():
        if option == "Replace=true":
            yield Problem(
                f"{resource.id}: Replace=true replaces every object at each sync, with what others set in it",
                at=place,
            )
