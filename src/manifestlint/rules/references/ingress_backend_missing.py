"""Ingresses and routes to nowhere."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.references import GATEWAY
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "ingress-backend-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "dangling-ingress", "kube-score": "ingress-targets-service"},
)
def ingress_backend_missing(bundle: Bundle) -> Iterator[Problem]:
    """An Ingress or a route of the Gateway API leads to a Service that nothing in the repository brings.

    Such requests are answered with an error, 503 or 500 (Kubernetes docs, "Ingress"; Gateway API docs,
    `BackendRef`). The Service of an Ingress lives in its own namespace; a route may name another one.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    Files that no Application applies need not be all there is: there, the rule speaks only if the same folder
    has Services.

    It is recommended, not essential, because the Service may come from elsewhere.
    """
    for each in missing(bundle, "Service"):
        id = each.facts.id
        if (id.kind == "Ingress" or id.group == GATEWAY) and each.is_expected:
            yield each.problem("requests for it fail")
