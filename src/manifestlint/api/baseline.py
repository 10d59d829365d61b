"""`baseline`: let what is there now wait, and judge only what comes."""

from dataclasses import dataclass, replace
from pathlib import Path

from manifestlint.adopt.baseline import entries, write
from manifestlint.api.base import NONE
from manifestlint.api.governing import load_policies
from manifestlint.api.judging import Judging
from manifestlint.api.request import Request, UsageError
from manifestlint.api.workspace import open_workspace
from manifestlint.config.baseline import FILE
from manifestlint.core.failure import Failure
from manifestlint.core.finding import Status
from manifestlint.rules import CATALOGUE


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was done to a baseline."""

    file: Path
    known: int
    added: int
    gone: int
    """How many were not found any more."""
    failures: tuple[Failure, ...]
    """What could not be checked, so that nothing is known of it."""


def baseline(request: Request, *, prune: bool = False) -> Baseline:
    """Write the findings of today beside the PolicySet; with `prune` only take out what is gone.

    Raises:
        UsageError: there is no PolicySet, it cannot be used, or the file cannot be written.
    """
    workspace = open_workspace(request)
    if workspace.policies is None:
        raise UsageError(
            "a baseline lies beside a PolicySet, and there is none; write one with: manifestlint init"
        )
    loaded = load_policies(workspace)
    if loaded.policy is None:
        raise UsageError('the PolicySet cannot be used; "manifestlint check" tells its mistakes')
    place = f"{workspace.policies.path}/{FILE}"
    broken = [failure for failure in loaded.failures if failure.path == place]
    if broken and prune:
        raise UsageError(f"{place}: {broken[0].message}")
    loaded = replace(loaded, failures=tuple(item for item in loaded.failures if item not in broken))
    judging = Judging(replace(request, base=NONE), workspace, loaded)
    decided = judging.decide(judging.outcome, judging.scope)
    gone = frozenset(decided.gone) if prune else frozenset()
    added = () if prune else entries(decided.findings, CATALOGUE.infos)
    known = (*(each for each in loaded.baseline if each not in gone), *added)
    file = Path(workspace.tree.root, place)
    if added or gone or broken:
        try:
            write(file, known)
        except OSError as error:
            raise UsageError(f"cannot write {file}: {error.strerror or error}") from error
    failures = tuple(item for item in decided.failures if item.status is Status.ACTIVE)
    return Baseline(file, len(known), len(added), len(decided.gone), failures)
