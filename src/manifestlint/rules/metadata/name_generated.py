"""Objects that get another name at every attempt."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import text
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_HOOKS = ("argocd.argoproj.io/hook", "helm.sh/hook")
_OPTIONS = "argocd.argoproj.io/sync-options"


@resource_rule(
    "name-generated", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1", needs=("generateName",)
)
def name_generated(resource: Resource) -> Iterator[Problem]:
    """An object has a `generateName` and no `name`, and is no hook.

    Applying means to find the object of that name and to change it. Without a name there is none to find:
    `kubectl apply` says so and stops (kubectl `pkg/cmd/apply/apply.go`, v1.35), and so does the sync of
    Argo CD, which works the same way (argo-cd issue 1639). Only hooks are created anew at every sync and
    may have generated names (Argo CD docs, "Resource Hooks", v3.1).

    Write `metadata.name`, or make the object a hook with the annotation `argocd.argoproj.io/hook`. Helm's
    `helm.sh/hook` counts, for Argo CD reads it as its own. What is created and never applied, by the sync
    option `Replace=true`, is left alone.

    It is essential: nothing of it reaches the cluster.
    """
    prefix, name = text(resource.get("metadata", "generateName")), resource.get("metadata", "name")
    if not prefix or name not in (None, ""):
        return
    annotations = resource.annotations
    if any(hook in annotations for hook in _HOOKS) or "Replace=true" in annotations.get(_OPTIONS, ""):
        return
    reason = f'the name is generated from "{prefix}", and what is no hook cannot be applied without a name'
    yield Problem(f"{resource.id}: {reason}", at=at("metadata", "generateName"))
