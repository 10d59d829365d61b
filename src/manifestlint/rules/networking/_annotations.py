"""What ingress-nginx reads in the annotations of an Ingress."""

from collections.abc import Iterator

from manifestlint.model.resource import Resource

PREFIX = "nginx.ingress.kubernetes.io/"


def nginx_annotations(resource: Resource) -> Iterator[tuple[str, str]]:
    """The names without their prefix, and the values."""
    for name, value in resource.annotations.items():
        if name.startswith(PREFIX):
            yield name[len(PREFIX) :], value
