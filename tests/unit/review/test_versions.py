"""What is said of an image that gives way to another one."""

import pytest

from manifestlint.model.image import Image, parse_image
from manifestlint.review.versions import named, step_between

_ONE, _OTHER = (f"sha256:{digit * 64}" for digit in "ab")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hello:v0.1.1", "hello:v0.1.2", "hello v0.1.1 -> v0.1.2, patch"),
        ("team/hello:v0.1.1", "docker.io/team/hello:v0.2.0", "hello v0.1.1 -> v0.2.0, minor"),
        ("hello:v1.9.9", "hello:v2.0.0", "hello v1.9.9 -> v2.0.0, major"),
        ("hello:1.2.3.4", "hello:1.2.3.5", "hello 1.2.3.4 -> 1.2.3.5, patch"),
        ("hello:v0.1.2", "hello:v0.1.1", "hello v0.1.2 -> v0.1.1, down"),
        ("hello:v1.0.0-rc.1", "hello:v1.0.0-rc.2", "hello v1.0.0-rc.1 -> v1.0.0-rc.2, pre-release"),
        ("hello:v1.0.0-rc.2", "hello:v1.0.0", "hello v1.0.0-rc.2 -> v1.0.0, release"),
        ("hello:v1.0.0", "hello:1.0.0", "hello v1.0.0 -> 1.0.0, the same version"),
        ("hello:v1.0.0", "hello:latest", "hello v1.0.0 -> latest, "),
        ("hello", "hello:v1.0.0", "hello no tag -> v1.0.0, "),
        ("a/hello:v1.0.0", "b/hello:v1.0.1", "hello a/hello:v1.0.0 -> b/hello:v1.0.1, another repository"),
        ("a/b:v1.0.0", "example.com/a/b:v1.0.1", "b a/b:v1.0.0 -> example.com/a/b:v1.0.1, another registry"),
        (f"hello:v1@{_ONE}", f"hello:v2@{_OTHER}", "hello v1 -> v2, major"),
        (f"hello:v1@{_ONE}", f"hello:v1@{_OTHER}", f"hello v1@{_ONE} -> v1@{_OTHER}, another digest"),
        (f"hello@{_ONE}", f"hello@{_OTHER}", f"hello {_ONE} -> {_OTHER}, another digest"),
        (f"hello:v1@{_ONE}", "hello:v1", f"hello v1@{_ONE} -> v1, digest lost"),
        ("hello:v1", f"hello:v1@{_ONE}", f"hello v1 -> v1@{_ONE}, digest added"),
    ],
)
def test_what_is_said(old: str, new: str, said: str) -> None:
    one, other = parse_image(old), parse_image(new)
    assert isinstance(one, Image)
    assert isinstance(other, Image)
    name, before, after = named(one, other)
    assert f"{name} {before} -> {after}, {step_between(one, other)}" == said
