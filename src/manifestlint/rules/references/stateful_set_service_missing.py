"""StatefulSets whose pods have no names."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "stateful-set-service-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-score": "statefulset-has-servicename"},
)
def stateful_set_service_missing(bundle: Bundle) -> Iterator[Problem]:
    """A StatefulSet's `serviceName` names a Service that nothing in the repository brings.

    Its pods run, but have no names of their own: `db-0.db.shop.svc` is made for the pods behind that Service
    only, which must be headless (Kubernetes docs, "StatefulSets"), so members of a cluster that look for each
    other by name do not find anybody. Write the Service down, or correct the name.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    Files that no Application applies need not be all there is: there, the rule speaks only if the same folder
    has Services.

    It is recommended because a program that does not use these names works all the same.
    """
    for each in missing(bundle, "Service", optional=True):
        if each.facts.id.kind == "StatefulSet" and each.is_expected:
            yield each.problem("its pods get no names")
