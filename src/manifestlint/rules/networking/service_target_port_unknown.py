"""Services that send to a name that no port has."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.networking._ports import missed, ports_of_pods


@bundle_rule("service-target-port-unknown", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1")
def service_target_port_unknown(bundle: Bundle) -> Iterator[Problem]:
    """A Service sends to a port by a name that none of its pods has.

    The name must be that of a container port of the same protocol in at least one of the selected pods, of a
    container or a sidecar; otherwise the Service has no endpoints for that port, and every request to it
    fails (k8s.io/endpointslice `utils.go`, `FindPort`, v0.35). Name the container's
    port so, or send to its number.

    Nothing is said where the Service selects nothing that the manifests show. It is recommended, not
    essential, because the sync itself succeeds.
    """
    for miss, declared in ports_of_pods(bundle):
        port = miss[1]
        if not isinstance(port.target, str):
            continue
        if not any((port.target, port.protocol) == (item.name, item.protocol) for item in declared):
            reason = f'no port of its pods is named "{port.target}" with protocol {port.protocol}'
            yield missed(miss, f"{reason}, so it sends nowhere")
