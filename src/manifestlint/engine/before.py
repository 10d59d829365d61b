"""A run on what a change is compared with."""

from manifestlint.engine.claims import Ours
from manifestlint.engine.judge import Judge
from manifestlint.engine.known import Known, Memory
from manifestlint.engine.run import Outcome, run
from manifestlint.engine.sources import Earlier
from manifestlint.engine.world import Scope
from manifestlint.model.resource import Resource
from manifestlint.source import Revision


def run_before(
    revision: Revision, scope: Scope, earlier: Earlier, after: Outcome, judge: Judge, ours: Ours
) -> Outcome:
    """Judge the earlier tree; of what is the same in both, nothing is read or rendered again."""

    def inputs(resources: tuple[Resource, ...]) -> tuple[str, ...]:
        found = earlier.rendered(resources[0].origin.path) if resources else None
        return found[1].inputs if found else ()

    # Where definitions change, what is said of objects of their kinds may not hold.
    defines = any(earlier.defines(path) for path in revision.changed)
    return run(scope, earlier, judge, ours, Known(Memory() if defines else after.memory, revision, inputs))
