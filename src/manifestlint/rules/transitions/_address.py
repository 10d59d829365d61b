"""What of a Service the API server does not let be changed.

Source: `pkg/apis/core/validation/validation.go`, `ValidateServiceUpdate`, and
`pkg/registry/core/service/storage/storage.go`, `patchAllocatedValues`, Kubernetes v1.35.
"""

from collections.abc import Iterator

from manifestlint.model.shape import sequence
from manifestlint.rules.networking._service import EXTERNAL_NAME, LOAD_BALANCER, NO_IP, Service, as_service
from manifestlint.rules.transitions._fields import changed
from manifestlint.rules.transitions._update import Refusal, Update


def address(update: Update) -> Iterator[Refusal]:
    """The address, its family, and who provides the load balancer; one of type ExternalName has none."""
    old, new = as_service(update.old.resource), as_service(update.new.resource)
    if old is None or new is None or EXTERNAL_NAME in {old.type, new.type}:
        return
    yield from _cluster_ip(old, new)
    yield from _family(old, new)
    if old.type == new.type == LOAD_BALANCER:
        yield from _changed(update, "loadBalancerClass")
        local = all(service.spec.get("externalTrafficPolicy") == "Local" for service in (old, new))
        # The number that is left out is chosen, and may be written later as it is.
        if local and None not in update.get("spec", "healthCheckNodePort"):
            yield from _changed(update, "healthCheckNodePort")


def _cluster_ip(old: Service, new: Service) -> Iterator[Refusal]:
    """An address left out before was given by the cluster; left out from now on it stays as it is."""
    before, after = next(iter(old.cluster_ips), ""), next(iter(new.cluster_ips), "")
    if not after or before == after or (not before and after != NO_IP):
        return
    path = new.cluster_ip_pointer
    yield changed(path, before or "(given by the cluster)", after)


def _family(old: Service, new: Service) -> Iterator[Refusal]:
    """The first family; that of a Service without an address of its own may change."""
    if old.is_headless or new.is_headless:
        return
    before, after = (next(iter(sequence(service.spec.get("ipFamilies"))), None) for service in (old, new))
    if before and after and before != after:
        yield changed(("spec", "ipFamilies", 0), before, after)


def _changed(update: Update, name: str) -> Iterator[Refusal]:
    before, after = update.get("spec", name)
    if before != after:
        yield changed(("spec", name), before, after)
