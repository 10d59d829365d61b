"""What a run knows already: the results for another tree that is mostly the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from posixpath import dirname

from manifestlint.engine.file import FileResult
from manifestlint.engine.plan import RENDERED, BundlePlan
from manifestlint.engine.world import is_below
from manifestlint.model.resource import Resource
from manifestlint.source import Revision

Label = tuple[object, ...]
Inputs = Callable[[tuple[Resource, ...]], tuple[str, ...]]
"""The files that objects were rendered from."""


def label_of(plan: BundlePlan) -> Label:
    """Everything about a plan that what is said of its files depends on, but for the files."""
    claim = plan.claim
    whose = (claim.facts.ref, repr(claim.application.resource.data), repr(claim.source)) if claim else ()
    return (plan.name, plan.root, plan.tool, plan.fault, plan.is_base, plan.is_free, *whose)


def made_of(plan: BundlePlan) -> str:
    """What stands among the paths of a plan's files for all that a tool makes of them; no file ends so."""
    return f"{plan.root}/"


@dataclass(slots=True)
class Memory:
    """What came of every plan; grows while a run goes on."""

    files: dict[Label, dict[str, FileResult]] = field(default_factory=dict)
    resources: dict[Label, tuple[Resource, ...]] = field(default_factory=dict)


class Known:
    """The memory of a later tree, as far as it holds for an earlier one."""

    def __init__(self, memory: Memory, revision: Revision, inputs: Inputs) -> None:
        self._memory = memory
        self._revision = revision
        self._inputs = inputs

    def resources(self, plan: BundlePlan) -> tuple[Resource, ...] | None:
        """What a tool made of a plan, if it would make it again."""
        made = self._memory.resources.get(label_of(plan))
        return made if made and not any(self._touching(plan, made)) else None

    def _touching(self, plan: BundlePlan, made: tuple[Resource, ...]) -> Iterator[str]:
        """The changed files that a rendering may depend on: whatever lies beside one that it read."""
        inputs = self._inputs(made)
        folders = {*map(dirname, inputs), plan.root} - {""}
        for path in self._revision.changed:
            if (
                path in inputs
                or dirname(path) in {"", plan.root}
                or any(is_below(path, at) for at in folders)
            ):
                yield path

    def results(self, plan: BundlePlan) -> dict[str, FileResult]:
        """What is known of a plan's files, and of all that a tool makes of them."""
        found = self._memory.files.get(label_of(plan), {})
        same = {path: result for path, result in found.items() if self._revision.is_same(path)}
        if plan.tool in RENDERED and self.resources(plan) is None:
            same.pop(made_of(plan), None)
        return same
