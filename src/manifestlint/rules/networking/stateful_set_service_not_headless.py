"""StatefulSets whose pods get no names."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.facts import Facts
from manifestlint.rulekit import At, Problem, Profile, Related, Severity, bundle_rule


@bundle_rule(
    "stateful-set-service-not-headless",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-score": "statefulset-has-servicename"},
)
def stateful_set_service_not_headless(bundle: Bundle) -> Iterator[Problem]:
    """A StatefulSet's `serviceName` names a Service that is not headless.

    Its pods then have no names of their own: `db-0.db.shop.svc` is made for the pods behind a headless
    Service only (Kubernetes docs, "DNS for Services and Pods"; "StatefulSet Basics"), so members of a
    cluster that look for each other by name do not find anybody.

    Give the Service `clusterIP: None`, which is only possible by making it anew, or add a second, headless
    one and name that. Nothing is said where the Service is not among what is applied together.

    It is a warning, and recommended, because what does not use these names works.
    """
    services = {(bundle.namespace_of(service), service.id.name): service for service in bundle.services}
    for workload in bundle.workloads:
        service = services.get((bundle.namespace_of(workload), workload.service_name))
        if workload.service_name and service and service.service and not service.service.headless:
            yield _problem(workload, service)


def _problem(workload: Facts, service: Facts) -> Problem:
    text = f"{workload.id}: its pods get no names, because Service {service.id.name} is not headless"
    return Problem(
        text,
        at=At(("spec", "serviceName")),
        resource=workload.ref,
        related=(Related("this Service has an address of its own", At(("spec", "clusterIP")), service.ref),),
    )
