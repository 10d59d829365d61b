"""Attachments of no volume, or to no node."""

from collections.abc import Iterator

from manifestlint.model.names import DNS_SUBDOMAIN, DRIVER_NAME, is_dns_subdomain, is_driver_name
from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mapping
from manifestlint.rulekit import Fault, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.storage._persistent import CLASS_GROUP

_VOLUMES = ("inlineVolumeSpec", "persistentVolumeName")


@resource_rule(
    "volume-attachment-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=("VolumeAttachment",),
)
def volume_attachment_invalid(resource: Resource) -> Iterator[Problem]:
    """A VolumeAttachment names no driver, no node, or not exactly one volume.

    The API server refuses it (Kubernetes `pkg/apis/storage/validation/validation.go`,
    `ValidateVolumeAttachment` and `ValidateVolumeAttachmentV1`, v1.35). `source` has either
    `persistentVolumeName` or `inlineVolumeSpec`.

    Kubernetes makes these objects itself, when a pod needs a volume.

    It is essential: nothing of it reaches the cluster.
    """
    if resource.id.group == CLASS_GROUP:
        yield from refusals(resource, _faults(resource))


def _faults(resource: Resource) -> Iterator[Fault]:
    attacher, node = resource.get("spec", "attacher"), resource.get("spec", "nodeName")
    if isinstance(attacher, str) and not is_driver_name(attacher):
        yield f'no driver is named "{attacher}" ({DRIVER_NAME})', at("spec", "attacher")
    if isinstance(node, str) and not is_dns_subdomain(node):
        yield f'no node is named "{node}" ({DNS_SUBDOMAIN})', at("spec", "nodeName")
    source = mapping(resource.get("spec", "source"))
    given = [field for field in _VOLUMES if source.get(field) is not None]
    if len(given) != 1:
        told = f"both {' and '.join(_VOLUMES)}" if given else f"neither {' nor '.join(_VOLUMES)}"
        yield f"source has {told}", at("spec", "source")
    volume = source.get("persistentVolumeName")
    if isinstance(volume, str) and not is_dns_subdomain(volume):
        reason = f'no volume is named "{volume}" ({DNS_SUBDOMAIN})'
        yield reason, at("spec", "source", "persistentVolumeName")
