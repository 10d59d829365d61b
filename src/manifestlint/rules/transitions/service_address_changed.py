"""Services that ask for another address."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._address import address
from manifestlint.rules.transitions._frozen import refused


@transition_rule(
    "service-address-changed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("Service",),
)
def service_address_changed(transition: Transition) -> Iterator[Problem]:
    """The change gives a Service another address, which it never gets.

    The first of its cluster addresses and families, and the `loadBalancerClass` and `healthCheckNodePort` of
    a load balancer, stay as long as it has them; `clusterIP: None` is such an address
    (`pkg/apis/core/validation/validation.go`, `ValidateServiceUpdate`, v1.35). What was left out was given by
    the cluster, so only `None` is surely another. To and from the type ExternalName all may change.

    Add a Service with a new name, let the clients use it, and then remove the old one. If a short outage is
    fine, delete it by hand: the sync creates it again.

    It is essential: the sync fails (https://github.com/argoproj/argo-cd/issues/12439).
    """
    yield from refused(transition, address)
