"""Pods that run as nobody."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "service-account-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "non-existent-service-account"},
)
def service_account_missing(bundle: Bundle) -> Iterator[Problem]:
    """Pods run under a ServiceAccount that nothing in the repository brings.

    The API server refuses to create them, with `error looking up service account` in the workload's events
    (Kubernetes `plugin/pkg/admission/serviceaccount/admission.go`, v1.35): the rollout stands still. Each
    namespace has only `default` by itself. Write the ServiceAccount down, or correct name or namespace.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    ServiceAccounts that stand for roles of a cloud are often made with these, by Terraform or eksctl. So the
    rule speaks only where others for the same namespace come from here, or one of that name lands in another;
    of files that no Application applies, only where the same folder has ServiceAccounts.

    It is recommended, not essential, because the ServiceAccount may be in the cluster already.
    """
    for each in missing(bundle, "ServiceAccount"):
        if each.facts.pod is not None and each.is_evident:
            yield each.problem("its pods are refused")
