"""Workloads among the parts of the cluster itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import At, Problem, Profile, Severity, bundle_rule, option
from manifestlint.rules.metadata._places import NAME, OWN


@dataclass(frozen=True, slots=True)
class Options:
    """What is reserved."""

    namespaces: tuple[str, ...] = option(
        ("kube-node-lease", "kube-public", "kube-system"), "Namespaces that are kept for the cluster itself."
    )


@bundle_rule(
    "namespace-reserved",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"trivy": "KSV-0037"},
)
def namespace_reserved(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """A workload lands in a namespace that is kept for the cluster itself.

    In `kube-system` it runs beside the parts that Kubernetes makes (Kubernetes docs, "Namespaces"): who may
    read Secrets there may read theirs, admission policies mostly leave the namespace out, and pods may take
    the highest priorities.

    Give it a namespace of its own. Judged is the namespace in which it really lands, that of the Application
    included. Parts of the cluster itself (network plugins, storage drivers) belong there: name them in an
    exception.

    It is strict because such parts are what mostly lies there.
    """
    for facts in bundle.workloads:
        namespace = bundle.namespace_of(facts)
        if namespace in options.namespaces:
            place = At(OWN if facts.id.namespace else NAME)
            text = f"{facts.id}: lands in namespace {namespace}, which is kept for the cluster itself"
            yield Problem(text, at=place, resource=facts.ref)
