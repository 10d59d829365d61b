"""Classes of devices that select none."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.scheduling._devices import config_faults, is_device_api, selector_faults


@resource_rule(
    "device-class-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("DeviceClass",),
)
def device_class_invalid(resource: Resource) -> Iterator[Problem]:
    """A DeviceClass has a selector without an expression, or a configuration for no driver.

    The API server refuses it (Kubernetes `pkg/apis/resource/validation/validation.go`,
    `validateDeviceClassSpec`, v1.35). There are at most 32 selectors, each with `cel.expression`, and at most
    32 configurations, each with `opaque`, which names the driver and has a mapping of parameters.

    The expressions of selectors are not compiled.

    It is essential: nothing of it reaches the cluster.
    """
    if is_device_api(resource):
        spec = mapping(resource.get("spec"))
        yield from refusals(resource, selector_faults(("spec", "selectors"), spec.get("selectors")))
        yield from refusals(resource, config_faults(("spec", "config"), spec.get("config")))
