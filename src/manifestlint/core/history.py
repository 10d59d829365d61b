"""What was deployed when, as plain data, made by `review/`."""

from dataclasses import dataclass
from datetime import datetime

from manifestlint.core.review import Version


@dataclass(frozen=True, slots=True)
class Deployment:
    """A commit of the branch that Argo CD follows, and the images that it changed."""

    commit: str
    date: datetime
    """When the commit was made, in UTC."""
    author: str
    subject: str
    versions: tuple[Version, ...]
    """`before` is empty for an image that was added, `after` for one that was removed."""
    files: int
    """How many manifests it changed."""
    paths: tuple[str, ...] = ()
    """The files in which the images stand."""
    is_merge: bool = False
    reverts: str = ""
    """The commit that it takes back, in what it says or in all of its images."""
    back_to: str = ""
    """The last commit that brought the same images before."""


@dataclass(frozen=True, slots=True)
class History:
    """The deployments, the newest first."""

    deployments: tuple[Deployment, ...]
    notes: tuple[str, ...] = ()
    way_back: str = ""
    """The command that takes back the newest one; empty where it is not what is deployed."""
