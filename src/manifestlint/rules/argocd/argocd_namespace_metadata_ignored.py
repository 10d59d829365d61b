"""Labels for a namespace that nobody sets."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.rulekit import At, Fix, Problem, Profile, Safety, Severity, appending, resource_rule
from manifestlint.rules.argocd._spec import KINDS, Spec, is_templated, read_spec

_FIELD = "managedNamespaceMetadata"


@resource_rule(
    "argocd-namespace-metadata-ignored",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.UNSAFE,
    kinds=KINDS,
)
def argocd_namespace_metadata_ignored(resource: Resource) -> Iterator[Problem]:
    """An Argo CD Application has `managedNamespaceMetadata` without `CreateNamespace=true`.

    "`CreateNamespace=true` needs to be set as a sync option, otherwise nothing will happen" (Argo CD docs,
    "Sync Options"; `controller/sync.go`, v3.1): the namespace gets neither the labels nor the annotations,
    a Pod Security level or an injection label among them. Add the option, or write the Namespace down and
    remove `managedNamespaceMetadata`.

    It is a warning because the sync succeeds; recommended because what is written there is not done.
    """
    spec = read_spec(resource)
    if spec is None or not isinstance(spec.get("syncPolicy", _FIELD), dict) or not spec.complete:
        return
    if spec.has_option("CreateNamespace=true") or any(is_templated(option) for _, option in spec.options()):
        return
    yield Problem(
        f"{resource.id}: without CreateNamespace=true, {_FIELD} does nothing",
        at=At((*spec.pointer, "syncPolicy", _FIELD), on="key"),
        fix=_fix(spec),
    )


def _fix(spec: Spec) -> Fix | None:
    """The option, unless it is there and misspelt: that is mended by `argocd-sync-option-unknown`."""
    if any(option.lower() == "createnamespace=true" for _, option in spec.options()):
        return None
    edit = appending(spec.data, ("syncPolicy", "syncOptions"), "CreateNamespace=true", spec.pointer)
    return Fix("add CreateNamespace=true", Safety.UNSAFE, (edit,))
