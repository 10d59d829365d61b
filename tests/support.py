"""What several tests share."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from manifestlint.argocd.repository import repository_key
from manifestlint.config.find import open_folder
from manifestlint.config.load import Loaded, load
from manifestlint.config.policyset import PolicySet
from manifestlint.config.select import Selection
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Finding
from manifestlint.engine.change import About, compare, judge_change
from manifestlint.engine.claims import Ours
from manifestlint.engine.judge import Judge
from manifestlint.engine.run import run
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import find_scope
from manifestlint.fix import resolve
from manifestlint.rules import CATALOGUE
from manifestlint.source import Limits
from manifestlint.triage.decide import decide

REPOSITORY = "https://git.example.com/team/deploy.git"
"""The URL by which Applications in fixtures mean the tree that they lie in."""
OURS = Ours(frozenset({repository_key(REPOSITORY)}), frozenset({"main"}))
TODAY = date(2026, 6, 15)


class MemoryTree:
    """A tree that exists only here."""

    def __init__(self, files: Mapping[str, bytes], root: Path = Path("/memory")) -> None:
        self.root = root
        self._files = dict(sorted(files.items()))

    def files(self, under: str = "") -> tuple[str, ...]:
        return tuple(
            path for path in self._files if not under or path == under or path.startswith(under + "/")
        )

    def unreadable(self, under: str = "") -> tuple[str, ...]:  # noqa: ARG002 - as the protocol has it
        return ()

    def absent(self) -> tuple[str, ...]:
        return ()

    def read(self, path: str) -> bytes:
        if path not in self._files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return self._files[path]

    def exists(self, path: str) -> bool:
        return bool(self.files(path))

    def is_dir(self, path: str) -> bool:
        return path not in self._files and (not path or self.exists(path))


def tree_of(path: Path) -> MemoryTree:
    """A file or a folder of fixtures as a tree of its own."""
    if path.is_file():
        return MemoryTree({path.name: path.read_bytes()})
    files = (file for file in path.rglob("*") if file.is_file())
    return MemoryTree({file.relative_to(path).as_posix(): file.read_bytes() for file in files})


def judge_tree(
    tree: MemoryTree,
    policy: PolicySet | None = None,
    *,
    select: tuple[str, ...] = (),
    paths: tuple[str, ...] | None = None,
    base: MemoryTree | None = None,
    about: About | None = None,
) -> tuple[tuple[Finding, ...], tuple[Failure, ...]]:
    """Judge a tree, or the change from a base to it.

    Without a policy it is judged by the PolicySet in its own `policies/`, if it has one.
    """
    governed = policy is None and tree.is_dir("policies")
    if governed:
        loaded = load(open_folder(tree, "policies"), CATALOGUE.infos)
        if loaded.policy is None:
            return loaded.findings, loaded.failures
    else:
        loaded = Loaded(policy or PolicySet())
    policy = loaded.policy or PolicySet()
    selection = Selection(policy, CATALOGUE.infos, select)
    scope = find_scope(tree, policy, paths or tree_paths(tree), governed=governed)
    judge = Judge(policy, selection, CATALOGUE)
    sources = Sources(tree, Limits())
    outcome = run(scope, sources, judge, OURS)
    if base is not None:
        sources.before = Sources(base, Limits())
        before = run(
            find_scope(base, policy, paths or tree_paths(base), governed=governed),
            sources.before,
            judge,
            OURS,
        )
        change = compare(before, outcome, sources, about or About(differing(base, tree)))
        result = judge_change(change, before, outcome, sources, judge)
        outcome = replace(outcome, findings=(*outcome.findings, *result.findings))
        assert not result.failures
    decided = decide(outcome, scope, loaded, judge, CATALOGUE.infos, TODAY)
    findings = (replace(item, fix=resolve(item, sources, scope.tells_of)) for item in decided.findings)
    return tuple(findings), decided.failures


def differing(base: MemoryTree, tree: MemoryTree) -> frozenset[str]:
    """The files that are not the same in both."""
    old, new = ({path: each.read(path) for path in each.files()} for each in (base, tree))
    return frozenset(path for path in {*old, *new} if old.get(path) != new.get(path))


def tree_paths(tree: MemoryTree) -> tuple[str, ...]:
    """What to ask for so that all of a tree is judged: its only file by name, else everything."""
    files = tree.files()
    return files if len(files) == 1 else ("",)
