"""Pods that share one account with all others."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.security._accounts import DEFAULT, account_at, account_of, gets_token


@bundle_rule(
    "service-account-default",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "default-service-account"},
)
def service_account_default(bundle: Bundle) -> Iterator[Problem]:
    """Pods run under the ServiceAccount `default`, and get its token.

    Every pod of the namespace that names no account runs under it (Kubernetes docs, "Service Accounts"), so
    whatever one of them needs, all are given. Write a ServiceAccount for each program and name it in
    `serviceAccountName`.

    Pods that get no token, by their own word or that of the account, are left alone: who they are does not
    matter to the API server.

    It is strict because most programs never speak to the API server.
    """
    for facts in bundle.workloads:
        known = facts.pod is not None and facts.pod.known
        if known and account_of(facts) == DEFAULT and gets_token(bundle, facts):
            text = f"{facts.id}: its pods run under the ServiceAccount default, as all do that name none"
            yield Problem(text, at=account_at(facts), resource=facts.ref)
