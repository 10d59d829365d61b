"""Releases of Kubernetes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Minor:
    """A release of Kubernetes without its patch level, for the API does not change in patches."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"
