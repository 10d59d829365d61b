"""Image references that no container runtime can read."""

from collections.abc import Iterator

from manifestlint.model.image import InvalidImage
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule

_TRIGGERS = "image.openshift.io/triggers"


@container_rule(
    "image-reference-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    subsumes=("image-tag-mutable", "image-tag-unexpected", "image-digest-missing"),
)
def image_reference_invalid(container: Container) -> Iterator[Problem]:
    """A container image cannot be pulled because its name is not valid.

    The pod stays in `InvalidImageName`, and the rollout never ends. The API server does not look at the
    name; the kubelet does, by the grammar of github.com/distribution/reference (`reference/regexp.go`,
    v0.6.0): an optional registry with a port, a repository of lower-case parts, a tag of at most 128
    letters, digits, `_`, `.` and `-`, a digest. A port in the registry is no tag.

    Placeholders that a template, a pipeline or a reader was to fill in (`${TAG}`, `{{ .Values.tag }}`,
    `<version>`, `YOUR_NAME/app`) are the usual reason. OpenShift's image triggers take a blank as "fill
    in", so a blank is not told there.

    It is essential: nothing starts.
    """
    image = container.image
    if not isinstance(image, InvalidImage) or _is_filled_in(container, image):
        return
    text = f'{container.title}: image "{image.text}" cannot be pulled: {image.reason}'
    yield Problem(text, at=container.at("image", chars=image.chars))


def _is_filled_in(container: Container, image: InvalidImage) -> bool:
    resource = container.workload.resource
    triggered = resource.id.kind == "DeploymentConfig" or _TRIGGERS in resource.annotations
    return triggered and image.text.isspace()
