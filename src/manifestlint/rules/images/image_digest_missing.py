"""Images that are named by something else than their content."""

from collections.abc import Iterator

from manifestlint.model.image import Image
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule


@container_rule(
    "image-digest-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV_K8S_43", "kyverno": "require-image-checksum", "gatekeeper": "K8sImageDigests"},
)
def image_digest_missing(container: Container) -> Iterator[Problem]:
    """A container image is not pinned by its digest.

    A tag is a name that whoever may push to the registry can give to another image; a digest is computed
    from the content and names nothing else (OCI image specification, "Digests"). With
    `registry.example.com/app:v1.4.2@sha256:...` the tag tells people which version it is, and the digest
    decides what runs.

    It is strict because a release that changes only a tag is easier to read and to revert; a registry with
    immutable tags gives much of the same safety.
    """
    image = container.image
    if isinstance(image, Image) and not image.digest:
        text = f'{container.title}: image "{image.text}" has no digest: the registry decides what runs'
        yield Problem(text, at=container.at("image"))
