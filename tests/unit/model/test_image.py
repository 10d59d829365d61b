"""Image references, taken apart and refused as the distribution project does."""

import pytest

from manifestlint.model.image import Image, InvalidImage, parse_image

DIGEST = "sha256:" + "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("text", "registry", "repository", "tag", "digest"),
    [
        ("nginx", "", "nginx", "", ""),
        ("nginx:1.27", "", "nginx", "1.27", ""),
        ("raian2209/hello-app:v0.1.2", "", "raian2209/hello-app", "v0.1.2", ""),
        ("registry:5000/app", "registry:5000", "app", "", ""),
        ("registry:5000/app:v1", "registry:5000", "app", "v1", ""),
        ("localhost/app", "localhost", "app", "", ""),
        ("ghcr.io/a/b/c:v1", "ghcr.io", "a/b/c", "v1", ""),
        (f"app@{DIGEST}", "", "app", "", DIGEST),
        (f"ghcr.io/a/b:v1@{DIGEST}", "ghcr.io", "a/b", "v1", DIGEST),
        ("[::1]:5000/app:v1", "[::1]:5000", "app", "v1", ""),
        ("a__b/c.d/e-f--g:V_1.x", "", "a__b/c.d/e-f--g", "V_1.x", ""),
    ],
)
def test_parts(text: str, registry: str, repository: str, tag: str, digest: str) -> None:
    assert parse_image(text) == Image(text, registry, repository, tag, digest)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nginx:1.27", "docker.io/library/nginx"),
        ("docker.io/nginx", "docker.io/library/nginx"),
        ("index.docker.io/library/nginx@" + DIGEST, "docker.io/library/nginx"),
        ("raian2209/hello-app:v0.1.2", "docker.io/raian2209/hello-app"),
        ("registry:5000/app:v1", "registry:5000/app"),
    ],
)
def test_name(text: str, name: str) -> None:
    image = parse_image(text)
    assert isinstance(image, Image)
    assert image.full_name == name


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("SEU_DOCKER_USERNAME/hello-app:latest", "SEU_DOCKER_USERNAME"),
        ("Team/app:v1", "Team"),
        ("team/App:v1", "App"),
        ("ghcr.io/team//app:v1", "team//app"),
        ("app:", ":"),
        ("app:v1 ", "v1 "),
        (f"app:{'x' * 129}", "x" * 129),
        ("app@sha256:abc", "sha256:abc"),
        ("app@", "@"),
        ("{{ .Values.image }}:v1", "{{ .Values.image }}"),
        ("team/app:${TAG}", "${TAG}"),
        ("<user>/app:v1", "<user>"),
        ("my_host.example/app", "my_host.example"),
        ("0" * 64, "0" * 64),
        ("", ""),
    ],
)
def test_invalid(text: str, blamed: str) -> None:
    image = parse_image(text)
    assert isinstance(image, InvalidImage)
    assert text[slice(*image.chars)] == blamed


def test_tag_is_found_in_the_text() -> None:
    image = parse_image(f"registry:5000/app:v1@{DIGEST}")
    assert isinstance(image, Image)
    assert image.tag_chars is not None
    assert image.text[slice(*image.tag_chars)] == "v1"
    assert parse_image("registry:5000/app") == Image("registry:5000/app", "registry:5000", "app", "", "")
