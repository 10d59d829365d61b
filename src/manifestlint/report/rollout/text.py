"""Updates for people at a terminal: what comes of them, the steps, and a chart of pods over time."""

from collections.abc import Iterator
from textwrap import wrap

from manifestlint.core.rollout import Rolled, RolloutPlan, Step
from manifestlint.core.words import counted, printable
from manifestlint.report.rollout.words import failed_words, good_words, pods_words

_WIDTH, _LABEL = 96, 11
_COLUMNS, _ROWS = 64, 12
_MOST_ROWS = 40
_READY, _STARTING, _ENDING = "#", "+", "."


def render(plans: tuple[RolloutPlan, ...]) -> str:
    """A block for each workload."""
    return "\n".join("\n".join(_block(plan)) + "\n" for plan in plans)


def _block(plan: RolloutPlan) -> Iterator[str]:
    replicas = counted(plan.good.replicas, "node" if plan.ref.id.kind == "DaemonSet" else "replica")
    yield f"{printable(str(plan.ref.id))}  {printable(plan.path)}"
    yield from _labelled("strategy", f"{plan.strategy}; {replicas}")
    yield from _labelled("pods", pods_words(plan))
    yield from _labelled("update", good_words(plan.good))
    if len(plan.failed.steps) > 1:
        yield from _labelled("if broken", failed_words(plan))
    for note in plan.notes:
        yield from _labelled("note", note)
    if len(plan.good.steps) > 1:
        yield ""
        yield from _table(plan.good.steps)
        yield ""
        yield from _chart(plan.good)


def _labelled(label: str, text: str) -> Iterator[str]:
    first, *others = wrap(printable(text), _WIDTH - _LABEL - 2)
    yield f"  {label:<{_LABEL}}{first}"
    yield from (" " * (_LABEL + 2) + line for line in others)


def _table(steps: tuple[Step, ...]) -> Iterator[str]:
    yield "    time   old   new ready ending  what happens"
    for number, step in enumerate(steps):
        if len(steps) > _MOST_ROWS and _MOST_ROWS // 2 <= number < len(steps) - _MOST_ROWS // 2:
            if number == _MOST_ROWS // 2:
                yield f"     ... {len(steps) - _MOST_ROWS} steps more ..."
            continue
        numbers = f"{step.old:>5} {step.new:>5} {step.ready:>5} {step.ending:>6}"
        yield f"{step.seconds:>6} s {numbers}  {step.event}"


def _chart(rolled: Rolled) -> Iterator[str]:
    """Each column is a moment, each row a pod or a share of them; whoever is fewest in a column shows."""
    share = max(1, -(-rolled.crowd // _ROWS))
    columns = [_moment(rolled, column) for column in range(_COLUMNS + 1)]
    margin = len(str(rolled.crowd))
    for level in range(-(-rolled.crowd // share), 0, -1):
        cells = "".join(_cell(step, level * share, share) for step in columns).rstrip()
        yield f"    {level * share:>{margin}} |{cells}"
    end = f"{rolled.seconds} s"
    yield f"    {'0':>{margin}} +{'-' * (_COLUMNS + 1)}"
    yield f"    {'':>{margin}}  0 s{end:>{_COLUMNS - 2}}"
    scale = f"; a row is {share} pods" if share > 1 else ""
    yield f"    {'':>{margin}}  {_READY} ready  {_STARTING} not ready  {_ENDING} ending{scale}"


def _moment(rolled: Rolled, column: int) -> Step:
    """The last step at or before a column's time; the first column stands before the update."""
    if not column:
        return rolled.steps[0]
    seconds = rolled.seconds * column / _COLUMNS
    return next(step for step in reversed(rolled.steps) if step.seconds <= seconds)


def _cell(step: Step, top: int, share: int) -> str:
    bottom = top - share
    for mark, count in ((_READY, step.ready), (_STARTING, step.pods), (_ENDING, step.all_pods)):
        if count > bottom + (share - 1) // 2:
            return mark
    return " "
