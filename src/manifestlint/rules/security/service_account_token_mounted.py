"""Pods with a token that opens nothing for them."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import AUTOMOUNT, Facts
from manifestlint.rulekit import (
    AddKey,
    At,
    Fix,
    Problem,
    Profile,
    Safety,
    SetValue,
    Severity,
    bundle_rule,
)
from manifestlint.rules.security._accounts import Bound, account_at, account_of, gets_token, pod_spec


@bundle_rule(
    "service-account-token-mounted",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    fix=Safety.UNSAFE,
    peers={
        "polaris": "automountServiceAccountToken",
        "checkov": "CKV_K8S_38",
        "trivy": "KSV-0036",
        "kyverno": "restrict-automount-sa-token",
        "gatekeeper": "K8sPSPAutomountServiceAccountTokenPod",
    },
)
def service_account_token_mounted(bundle: Bundle) -> Iterator[Problem]:
    """Pods get a token for the API server that nothing here gives rights to.

    Unless it is told not to, Kubernetes puts the token of the ServiceAccount into every container (Kubernetes
    docs, "Configure Service Accounts for Pods"). Who breaks in speaks with it to the API server, with the
    rights that every account has, and those that somebody gives it later. Set `automountServiceAccountToken:
    false` in the pod, or in its ServiceAccount; what the pod says counts before what the account says.

    Workloads whose account stands in a RoleBinding or ClusterRoleBinding of the same cluster need the token
    and are left alone. Nothing is said where the account, or something else that is applied to the namespace,
    is not known here.

    It is strict because the token without rights does little, and programs may use it without a binding.
    """
    bound = None
    for facts in bundle.workloads:
        if facts.mounts_token is False or facts.pod is None or not facts.pod.known:
            continue
        namespace, name = bundle.namespace_of(facts), account_of(facts)
        if not gets_token(bundle, facts) or not bundle.destination.is_known(namespace):
            continue
        bound = bound or Bound(bundle)
        if bound.has(namespace, name):
            continue
        place = At((*pod_spec(facts), AUTOMOUNT)) if facts.mounts_token else account_at(facts)
        text = f"{facts.id}: its pods get a token of ServiceAccount {name}, to which no binding gives rights"
        yield Problem(text, at=place, resource=facts.ref, fix=_fix(facts))


def _fix(facts: Facts) -> Fix:
    """Without the token, by the word of the pod. A program may show it to others than the API server."""
    pointer = (*pod_spec(facts), AUTOMOUNT)
    edit = SetValue(pointer, False) if facts.mounts_token else AddKey(pointer, False)
    return Fix(f"set {AUTOMOUNT} to false", Safety.UNSAFE, (edit,))
