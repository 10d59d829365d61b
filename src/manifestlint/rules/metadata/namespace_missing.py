"""Objects of which nothing says where they land."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.kinds import is_argocd, is_namespaced
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule


@bundle_rule(
    "namespace-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "use-namespace", "checkov": "CKV_K8S_21", "trivy": "KSV-0110"},
)
def namespace_missing(bundle: Bundle) -> Iterator[Problem]:
    """An object names no namespace, and nothing else in the repository says where it lands.

    Whoever applies it decides: `kubectl` takes the namespace of the current context, often `default`
    (Kubernetes docs, "Namespaces"), and Argo CD the `spec.destination.namespace` of the Application (Argo
    CD `pkg/apis/application/v1alpha1/types.go`, `ApplicationDestination`, v3.1). Two people can so put the
    same manifest into two places, and Services, Secrets and policies of the right namespace do not reach
    it.

    Write `metadata.namespace`, or keep the Application in the same repository: where its destination names
    a namespace, objects may leave theirs out. Kinds without a namespace, custom kinds whose scope is not
    known, and Argo CD's own kinds are left alone.

    It is a warning, and strict, because the Application often stands in another repository, and names the
    right place there.
    """
    if bundle.namespace:
        return
    for facts in bundle.members:
        id = facts.id
        if id.namespace or not is_namespaced(id.group, id.kind) or is_argocd(id.group, id.kind):
            continue
        text = f"{id}: no namespace, so whoever applies it decides where it lands"
        yield Problem(text, at=At(("metadata", "name")), resource=facts.ref)
