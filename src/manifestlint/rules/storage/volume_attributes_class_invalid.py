"""Volume attributes classes that change nothing."""

from collections.abc import Iterator

from manifestlint.model.names import QUALIFIED_NAME, is_qualified_name
from manifestlint.model.resource import Resource, at, key
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._parameters import parameter_faults
from manifestlint.rules.storage._persistent import CLASS_GROUP


@resource_rule(
    "volume-attributes-class-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("VolumeAttributesClass",),
)
def volume_attributes_class_invalid(resource: Resource) -> Iterator[Problem]:
    """A VolumeAttributesClass has no driver that could exist, or no parameters.

    The API server refuses it (Kubernetes `pkg/apis/storage/validation/validation.go`,
    `ValidateVolumeAttributesClass`, v1.35). A driver is a name with an optional domain before it, and there
    is at least one parameter, at most 512 of them, of 256 KiB together.

    Neither can be changed later: a class must be made anew.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == CLASS_GROUP:
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    driver = resource.get("driverName")
    if isinstance(driver, str) and not is_qualified_name(driver.lower()):
        yield f'driverName "{driver}" is no name ({QUALIFIED_NAME})', at("driverName")
    if not resource.get("parameters"):
        yield "there are no parameters", key("driverName")
    yield from parameter_faults(resource.get("parameters"))
