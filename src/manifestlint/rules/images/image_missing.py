"""Containers that have nothing to run."""

from collections.abc import Iterator

from manifestlint.model.kinds import is_built_in_group
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, refused

_TRIGGERS = "image.openshift.io/triggers"


@container_rule(
    "image-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    subsumes=("image-reference-invalid",),
)
def image_missing(container: Container) -> Iterator[Problem]:
    """A container has no image.

    The API server refuses it (Kubernetes `pkg/apis/core/validation/validation.go`,
    `validateContainerCommon`, v1.35), although the published schema lets the field be left out for the sake
    of tools that fill it in.

    Write `image`. Where OpenShift fills it in, by a DeploymentConfig's triggers or by the annotation
    `image.openshift.io/triggers`, nothing is told, nor of custom kinds.

    It is essential: nothing of it reaches the cluster.
    """
    resource, image = container.workload.resource, container.get("image")
    if image not in (None, "") or not is_built_in_group(resource.id.group):
        return
    if _TRIGGERS not in resource.annotations:
        yield refused(container, "it has no image", container.at("image"))
