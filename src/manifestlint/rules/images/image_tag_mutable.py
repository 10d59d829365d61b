"""Images whose content can change without a commit."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.image import Image
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as moved."""

    moving: tuple[str, ...] = option(
        (
            "canary",
            "current",
            "daily",
            "dev",
            "develop",
            "development",
            "edge",
            "head",
            "latest",
            "main",
            "mainline",
            "master",
            "next",
            "nightly",
            "prod",
            "production",
            "rolling",
            "snapshot",
            "stable",
            "staging",
            "trunk",
            "unstable",
        ),
        "Tags that are moved to a newer image from time to time; upper and lower case are the same.",
    )


@container_rule(
    "image-tag-mutable",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={
        "kube-linter": "latest-tag",
        "kube-score": "container-image-tag",
        "polaris": "tagNotSpecified",
        "checkov": "CKV_K8S_14",
        "trivy": "KSV-0013",
        "kyverno": "disallow-latest-tag",
        "gatekeeper": "K8sDisallowedTags",
    },
    subsumes=("image-tag-unexpected", "image-digest-missing"),
)
def image_tag_mutable(container: Container, options: Options) -> Iterator[Problem]:
    """A container image has no tag, or a tag that is moved.

    Git then no longer says what runs: one commit can start different code on two nodes, Argo CD sees no
    difference when the image behind the tag changes, and `git revert` may bring nothing back. Without a
    tag, Kubernetes takes `latest` (Kubernetes docs, "Images").

    Name a version that is never moved, such as `v1.4.2`, or a digest. An image with a digest is never told,
    whatever its tag is: the digest decides. The option `moving` lists the tags that count as moved; list
    all of them, as yours replace the default ones. Only whole tags are compared: `latest-alpine` is not
    `latest`.

    Containers, init containers, sidecars and ephemeral containers are all looked at. It is recommended to
    everybody because a rollback, the point of keeping manifests in Git, depends on it.
    """
    image = container.image
    if not isinstance(image, Image) or image.digest:
        return
    if not image.tag:
        reason = 'has no tag, which means "latest", and can change without a commit'
    elif image.tag.lower() in {tag.lower() for tag in options.moving}:
        reason = "can change without a commit"
    else:
        return
    yield Problem(f'{container.title}: image "{image.text}" {reason}', at=container.at("image"))
