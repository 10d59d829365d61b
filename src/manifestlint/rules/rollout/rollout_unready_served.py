"""Services that send traffic to pods which are not ready."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.rulekit import Problem, Profile, Severity, resource_rule


@resource_rule(
    "rollout-unready-served",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Service",),
)
def rollout_unready_served(resource: Resource) -> Iterator[Problem]:
    """A Service with an address sends traffic to pods that are not ready.

    With `publishNotReadyAddresses` every pod counts as ready in its EndpointSlices (Kubernetes API reference,
    ServiceSpec, v1.35). The readiness probe then protects nobody: during each update requests go to pods that
    are still starting.

    The field is for headless Services, by which the members of a cluster find each other before any of them
    is ready; those are not told, nor is a Service without a selector. Pods without a readiness probe are told
    by `readiness-probe-missing`.

    It is strict because what must be set up by requests before it can be ready needs such a Service.
    """
    spec = resource.get("spec")
    if resource.id.group or not isinstance(spec, dict) or spec.get("publishNotReadyAddresses") is not True:
        return
    if spec.get("clusterIP") == "None" or spec.get("type") == "ExternalName" or not spec.get("selector"):
        return
    text = f"{resource.id}: publishNotReadyAddresses sends traffic to pods that are not ready yet"
    yield Problem(text, at=at("spec", "publishNotReadyAddresses"))
