"""Settings of the sync that nobody reads."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig
from manifestlint.rulekit import At, Pointer, Problem, Profile, Severity, resource_rule
from manifestlint.rules.argocd._spec import KINDS, read_spec

_AUTOMATED = "syncPolicy.automated"
_OF_APPLICATIONS: dict[Pointer, str] = {
    **{("syncPolicy", name): _AUTOMATED for name in ("prune", "selfHeal", "allowEmpty", "enabled")},
    ("automated",): "syncPolicy",
    ("syncOptions",): "syncPolicy",
    ("retry",): "syncPolicy",
    **{("syncPolicy", "automated", name): "syncPolicy" for name in ("syncOptions", "retry")},
    ("syncPolicy", "validate"): 'syncPolicy.syncOptions, as "Validate=false"',
    ("syncPolicy", "createNamespace"): 'syncPolicy.syncOptions, as "CreateNamespace=true"',
}
_OF_SETS = ("preserveResourcesOnDeletion", "applicationsSync")


@resource_rule(
    "argocd-sync-policy-misplaced",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    kinds=KINDS,
)
def argocd_sync_policy_misplaced(resource: Resource) -> Iterator[Problem]:
    """A setting of the sync policy stands where Argo CD does not read it.

    The API server drops it without an error, and the sync goes as if it were not there: `prune` and
    `selfHeal` belong below `automated`, `syncOptions` and `retry` beside it, and an ApplicationSet has a
    `syncPolicy` of its own, with `preserveResourcesOnDeletion` and `applicationsSync`, beside that of its
    template (Argo CD `pkg/apis/application/v1alpha1/types.go` and `applicationset_types.go`, v3.1).

    It is a warning because the sync succeeds; recommended because what is written there is not done.
    """
    spec = read_spec(resource)
    if spec is None:
        return
    for path, home in _OF_APPLICATIONS.items():
        if dig(spec.data, *path) is not None:
            yield _problem(resource, (*spec.pointer, *path), home)
    if resource.id.kind != "ApplicationSet":
        return
    for name in _OF_SETS:
        if spec.get("syncPolicy", name) is not None:
            yield _problem(resource, (*spec.pointer, "syncPolicy", name), "syncPolicy of the ApplicationSet")
    for name in ("automated", "syncOptions", "retry"):
        if resource.get("spec", "syncPolicy", name) is not None:
            yield _problem(resource, ("spec", "syncPolicy", name), "syncPolicy of the template")


def _problem(resource: Resource, path: Pointer, home: str) -> Problem:
    return Problem(
        f"{resource.id}: nobody reads {path[-1]} here; it belongs into {home}", at=At(path, on="key")
    )
