"""`set_image`: another tag or digest for a repository's images."""

from dataclasses import dataclass

from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import open_workspace
from manifestlint.config.load import load
from manifestlint.config.policyset import PolicySet
from manifestlint.engine.world import find_scope
from manifestlint.fix.set_image import Edited
from manifestlint.fix.set_image import set_image as edit_files
from manifestlint.model.image import InvalidImage, parse_image
from manifestlint.rules import CATALOGUE


@dataclass(frozen=True, slots=True)
class ImageSet:
    """What was done to the files below `root`."""

    root: str
    edited: Edited


def set_image(request: Request, reference: str, *, write: bool) -> ImageSet:
    """Name that image in all files of the request, where another one of its repository is named.

    The files are those that `check` would tell of. Without `write` nothing changes but the answer.

    Raises:
        UsageError: the reference is none, or names neither tag nor digest; else as `check` does.
    """
    image = parse_image(reference)
    if isinstance(image, InvalidImage):
        raise UsageError(f'"{reference}" is no image reference: {image.reason}')
    if not image.tag and not image.digest:
        raise UsageError(f'"{reference}" has no tag and no digest to set, as in {reference}:v1.0.0')
    workspace = open_workspace(request)
    folder = workspace.policies
    policy = PolicySet() if folder is None else load(folder, CATALOGUE.infos).policy
    if policy is None:
        raise UsageError("the PolicySet cannot be used; `manifestlint check` tells why")
    scope = find_scope(workspace.tree, policy, workspace.paths, governed=workspace.governed)
    paths = (path for path in scope.files if scope.tells_of(path))
    edited = edit_files(workspace.tree, paths, image, named=scope.named, write=write)
    return ImageSet(str(workspace.tree.root), edited)
