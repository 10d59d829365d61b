"""Images from registries that a team does not trust."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.image import Image, is_within
from manifestlint.model.workload import Container
from manifestlint.rulekit import Problem, Profile, Severity, container_rule, option


@dataclass(frozen=True, slots=True)
class Options:
    """Where images may come from."""

    allowed: tuple[str, ...] = option(
        (),
        "Registries (`registry.example.com:5000`), accounts (`ghcr.io/acme`) or repositories "
        "(`docker.io/library/nginx`) that images may come from.",
        needed=True,
    )


@container_rule(
    "image-registry-unexpected",
    severity=Severity.ERROR,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "trivy": ("KSV-0125", "KSV-0032", "KSV-0033", "KSV-0034", "KSV-0035"),
        "kyverno": "restrict-image-registries",
        "gatekeeper": "K8sAllowedRepos",
    },
)
def image_registry_unexpected(container: Container, options: Options) -> Iterator[Problem]:
    """A container image comes from elsewhere than the team allows.

    Anybody can push to a public registry, and a slip in a name runs a stranger's code. Set the option
    `allowed`; without it the rule says nothing.

    Names are compared as the container runtime completes them (github.com/distribution/reference
    `normalize.go`, v0.6.0): `nginx` is `docker.io/library/nginx`, and `index.docker.io` is `docker.io`. An
    entry covers whole parts only: `ghcr.io/acme` is neither `ghcr.io/acme-labs` nor `ghcr.io.example.com`,
    and a port belongs to the registry. Containers of all kinds are looked at.

    It is strict because only the team knows its registries.
    """
    image = container.image
    if not options.allowed or not isinstance(image, Image):
        return
    if any(is_within(image, place) for place in options.allowed):
        return
    text = f'{container.title}: image "{image.text}" comes from {image.full_name}, which is not allowed'
    yield Problem(text, at=container.at("image"))
