"""Routes without a gateway."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.references import GATEWAY
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "gateway-missing",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
)
def gateway_missing(bundle: Bundle) -> Iterator[Problem]:
    """A route of the Gateway API belongs to a Gateway that nothing in the repository brings.

    No request reaches it until there is one (Gateway API docs, `ParentReference`). Gateways often belong to
    the platform, so the rule speaks only where others for the same namespace are brought by what lies here;
    `external` of the PolicySet names those that exist anyway.

    It is strict because the Gateway may be in the cluster already.
    """
    for each in missing(bundle, "Gateway"):
        if each.facts.id.group == GATEWAY and each.is_managed:
            yield each.problem("no request reaches it")
