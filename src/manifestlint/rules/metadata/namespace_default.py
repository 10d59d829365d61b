"""Objects in the namespace that nobody chose."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule
from manifestlint.rules.metadata._places import DESTINATION, NAME, placed

_DEFAULT = "default"


@bundle_rule(
    "namespace-default",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "use-namespace",
        "checkov": "CKV_K8S_21",
        "trivy": "KSV-0110",
        "kyverno": "disallow-default-namespace",
    },
)
def namespace_default(bundle: Bundle) -> Iterator[Problem]:
    """An object lands in the namespace `default`.

    Whatever is applied without a thought lands there too, so quotas, network policies and rights cannot be
    cut to fit one application (Kubernetes docs, "Namespaces": avoid it in production).

    Judged is the namespace in which an object really lands: its own, else the `spec.destination.namespace`
    of the Application that applies it. Where the destination says `default`, it is told once, there.
    Objects of which nothing says where they land are told by `namespace-missing`.

    It is strict because in a cluster of one application nothing comes of it.
    """
    for facts in bundle.members:
        namespace, pointer = placed(facts)
        if namespace == _DEFAULT and pointer != NAME:
            deed = "applies to" if pointer == DESTINATION else "lands in"
            text = f"{facts.id}: {deed} namespace default, which belongs to no application"
            yield Problem(text, at=At(pointer), resource=facts.ref)
