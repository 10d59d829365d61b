"""Priority classes that nothing brings."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "priority-class-unknown",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
)
def priority_class_unknown(bundle: Bundle) -> Iterator[Problem]:
    """Pods name a PriorityClass that nothing in the repository brings.

    The API server refuses pods whose class does not exist (Kubernetes docs, "Pod Priority and Preemption";
    `plugin/pkg/admission/priority/admission.go`, v1.35). Only `system-cluster-critical` and
    `system-node-critical` are always there.

    Such classes usually come with the cluster, so the rule speaks only where others of the kind are brought
    by what lies here; `external` of the PolicySet names those that exist anyway.

    It is strict because the class may be in the cluster already.
    """
    for each in missing(bundle, "PriorityClass"):
        if each.is_managed:
            yield each.problem("its pods are refused")
