"""Pods that a namespace takes with a warning."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.security._level import warned_of


@bundle_rule("pod-security-warned", severity=Severity.INFO, profile=Profile.STRICT, since="0.1")
def pod_security_warned(bundle: Bundle) -> Iterator[Problem]:
    """A namespace has the API server warn of a level of the Pod Security Standards, and pods do not meet it.

    The label `pod-security.kubernetes.io/warn` lets the pods in. Whoever applies the workload with kubectl
    reads a warning (Kubernetes docs, "Pod Security Admission"; k8s.io/pod-security-admission
    `admission/admission.go`, `EvaluatePodController`, v0.37); in a pull request nobody would. Mostly the
    level is to be enforced later, and then these pods are refused.

    Where labels and versions are read is as in `pod-security-baseline`; of what the namespace enforces that
    rule and `pod-security-restricted` speak. A workload of a kind that is not Kubernetes' own is not judged,
    as the API server does not look into it. Violations that are only audited (`audit`) are not told.

    It is strict because all of these pods run.
    """
    return warned_of(bundle)
