"""Ingress classes that nothing brings."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "ingress-class-unknown",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
)
def ingress_class_unknown(bundle: Bundle) -> Iterator[Problem]:
    """An Ingress names an IngressClass that nothing in the repository brings.

    No controller serves an Ingress of a class that it does not know (Kubernetes docs, "Ingress", Ingress
    class). The API server takes it without a word.

    Such classes usually come with the cluster, so the rule speaks only where others of the kind are brought
    by what lies here; `external` of the PolicySet names those that exist anyway.

    It is strict because the class may be in the cluster already.
    """
    for each in missing(bundle, "IngressClass"):
        if each.is_managed:
            yield each.problem("no controller serves it")
