"""Pods that nobody makes anew."""

from collections.abc import Iterator

from manifestlint.argocd.annotations import HOOK
from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule

_HELM_HOOK = "helm.sh/hook"


@resource_rule(
    "pod-unmanaged",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Pod",),
    peers={"kyverno": "prevent-bare-pods"},
)
def pod_unmanaged(resource: Resource) -> Iterator[Problem]:
    """A Pod stands by itself, without a controller that makes it anew.

    When its node fails or is drained the Pod is gone (Kubernetes docs, "Pods": workload resources make
    them), and almost none of its fields can be changed: a new image in Git needs it to be deleted first.

    Make it a Deployment, or a Job if it ends. Hooks of Argo CD and Helm, which run once, and Pods with
    owners are left alone.

    It is strict because examples and tools for one hour are written like that.
    """
    hooks = {HOOK, _HELM_HOOK}
    if resource.id.group or resource.get("metadata", "ownerReferences") or hooks & {*resource.annotations}:
        return
    text = f"{resource.id}: no controller makes it anew when its node is gone"
    yield Problem(text, at=at("kind"))
