"""Runtime classes that nothing brings."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "runtime-class-unknown",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
)
def runtime_class_unknown(bundle: Bundle) -> Iterator[Problem]:
    """Pods name a RuntimeClass that nothing in the repository brings.

    The API server refuses pods whose class does not exist (Kubernetes docs, "Runtime Class";
    `plugin/pkg/admission/runtimeclass/admission.go`, v1.35).

    Such classes usually come with the cluster, so the rule speaks only where others of the kind are brought
    by what lies here; `external` of the PolicySet names those that exist anyway.

    It is strict because the class may be in the cluster already.
    """
    for each in missing(bundle, "RuntimeClass"):
        if each.is_managed:
            yield each.problem("its pods are refused")
