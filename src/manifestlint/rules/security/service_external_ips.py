"""Services that take addresses which nobody has given them."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import sequence
from manifestlint.rulekit import Problem, Profile, Severity, option, resource_rule


@dataclass(frozen=True, slots=True)
class Options:
    """Which addresses are known."""

    allowed: tuple[str, ...] = option((), "Addresses that Services may take.")


@resource_rule(
    "service-external-ips",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    kinds=("Service",),
    peers={"trivy": "KSV-0108", "kyverno": "restrict-external-ips", "gatekeeper": "K8sExternalIPs"},
)
def service_external_ips(resource: Resource, options: Options) -> Iterator[Problem]:
    """A Service takes `externalIPs`.

    Nothing checks whose addresses they are: what pods of the cluster send to one of them goes to this
    Service, also where the address belongs to somebody else (CVE-2020-8554,
    https://github.com/kubernetes/kubernetes/issues/97076). Take a Service of type LoadBalancer, an Ingress or
    a Gateway; list addresses of your own in the option `allowed`.

    It is strict because an address that was read in a review is seldom somebody else's.
    """
    if resource.id.group:
        return
    for index, address in enumerate(sequence(resource.get("spec", "externalIPs"))):
        if isinstance(address, str) and address not in options.allowed:
            text = f"{resource.id}: it takes what is sent to {address}, whoever has that address"
            yield Problem(text, at("spec", "externalIPs", index))
