"""Where the PolicySet lies that governs a path."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from posixpath import basename, dirname, join
from typing import Any

from manifestlint.config.baseline import FILE as BASELINE
from manifestlint.config.schema import API_VERSION, KIND
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.words import close_to
from manifestlint.model.shape import dig, text
from manifestlint.source import Source, Tree, Unreadable, read

FOLDER = "policies"
SUFFIXES = (".yaml", ".yml", ".json")
GROUP = API_VERSION.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Folder:
    """The policy files of a folder, read. Paths are relative to the tree's root."""

    path: str
    base: str
    """The folder around it, which the PolicySet's paths count from."""
    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]
    baseline: bytes | None = None
    """The content of the baseline that lies beside them."""

    @property
    def may_govern(self) -> bool:
        """Whether a PolicySet lies here, or something broken that may be one."""
        return bool(self.failures) or any(_may_hold_policyset(source) for source in self.sources)


def find(tree: Tree, path: str) -> Folder | None:
    """The `policies` folder of the nearest parent of a file or folder that has one with a PolicySet."""
    parent = path if tree.is_dir(path) else dirname(path)
    while True:
        candidate = join(parent, FOLDER)
        if tree.is_dir(candidate):
            folder = open_folder(tree, candidate)
            if folder.may_govern:
                return folder
        if not parent:
            return None
        parent = dirname(parent)


def open_folder(tree: Tree, path: str) -> Folder:
    """The policy files directly in a folder, or one single file."""
    if not tree.is_dir(path):
        return read_folder(dirname(path), dirname(dirname(path)), [path], tree.read)
    files = policy_files(tree, path)
    if not files and path in tree.unreadable(path):
        # A PolicySet may lie there, so what governs is not known.
        failure = Failure(FailureKind.UNREADABLE, "this policy folder", "it cannot be listed", path)
        return Folder(path, dirname(path), (), (failure,))
    return read_folder(path, dirname(path), files, tree.read)


def read_folder(path: str, base: str, files: Iterable[str], content: Callable[[str], bytes]) -> Folder:
    """A folder of these policy files; one that cannot be read is a failure in it."""
    sources: list[Source] = []
    failures: list[Failure] = []
    for file in sorted(files):
        try:
            sources.append(read(file, content(file)))
        except Unreadable as error:
            failures.append(_failure(error.kind, error.message, file))
        except OSError as error:
            failures.append(_failure(FailureKind.UNREADABLE, error.strerror or str(error), file))
    baseline = None
    try:
        baseline = content(join(path, BASELINE))
    except FileNotFoundError:
        pass
    except OSError as error:
        failures.append(_failure(FailureKind.UNREADABLE, error.strerror or str(error), join(path, BASELINE)))
    return Folder(path, base, tuple(sources), tuple(failures), baseline)


def is_policy_file(path: str) -> bool:
    """Whether a file in a policy folder may hold policies."""
    return path.endswith(SUFFIXES) and basename(path) != BASELINE


def policy_files(tree: Tree, folder: str) -> list[str]:
    """The policy files directly in a folder."""
    return [file for file in tree.files(folder) if dirname(file) == folder and is_policy_file(file)]


def is_policyset(data: Any) -> bool:
    """Whether a document is meant as ours; other projects have a kind PolicySet in groups of their own."""
    group, slash, _ = text(dig(data, "apiVersion")).partition("/")
    if group == GROUP:
        return True
    return text(dig(data, "kind")) == KIND and (not slash or _resembles(group))


def _resembles(group: str) -> bool:
    return close_to(group, [GROUP]) is not None


def _may_hold_policyset(source: Source) -> bool:
    if any(is_policyset(document.data) for document in source.documents):
        return True
    return bool(source.flaws) and KIND in source.text and GROUP in source.text


def _failure(kind: FailureKind, message: str, path: str) -> Failure:
    return Failure(kind, what="this policy file", message=message, path=path)
