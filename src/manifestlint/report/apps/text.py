"""What is applied, for people at a terminal."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

from manifestlint.core.graph import ApplicationNode, Applied, AppliedObject, Graph, Unchecked
from manifestlint.core.report import Report
from manifestlint.core.words import counted, enumerated, printable
from manifestlint.report.apps.words import (
    destination_words,
    has_waves,
    missing,
    named,
    place_words,
    source_words,
    step_words,
    sync_words,
    tool_words,
)
from manifestlint.report.text import Style

_BOLD, _DIM, _CYAN, _YELLOW, _MAGENTA = "1", "2", "36", "33", "35"
_WIDTH = 96
_LABEL = 13
_COMMAND = re.compile(r"^(\s*)(::|##\[)", re.MULTILINE)
"""What a build log would obey at the start of a line."""
_WIDEST_KIND, _WIDEST_NAME = 26, 40


def render(report: Report, style: Style | None = None) -> str:
    """A block for each Application, then what none applies, then what is not known at all."""
    style = style or Style()
    graph = report.applications or Graph((), (), ())
    blocks = [
        [
            *_head(report, node, style),
            *_objects(report, each, node.namespace, style),
            *_absent(each, node.namespace, style),
            *_asides(report, each.unchecked, style),
        ]
        for each in graph.applied
        if (node := each.application)
    ]
    if graph.unclaimed:
        blocks.append([*_unclaimed(report, graph.unclaimed, style)])
    if graph.unchecked:
        blocks.append([*_asides(report, graph.unchecked, style, indent="")])
    blocks += [[f"note: {printable(note)}"] for note in report.notes if report.unusable]
    blocks.append([_summary(report, graph)])
    text = "\n".join("\n".join(block) + "\n" for block in blocks)
    return _COMMAND.sub(r"\1| \2", text)


def _head(report: Report, node: ApplicationNode, style: Style) -> Iterator[str]:
    name = style.paint(_BOLD, printable(node.id.name or "without a name"))
    place = style.paint(_DIM, printable(place_words(report, node.path, node.line)))
    yield f"{name} ({printable(node.id.namespace) or 'no namespace'})  {place}"
    if node.generated_by is not None:
        yield _labelled("made by", f"ApplicationSet {node.generated_by.name}", style)
    for number, source in enumerate(node.sources):
        text = source_words(source)
        text += f" - not shown: {source.aside}" if source.aside else ""
        yield _labelled("" if number else "source", text, style)
    if not node.sources:
        yield _labelled("source", "none", style)
    yield _labelled("destination", destination_words(node.server, node.namespace), style)
    yield _labelled("project", node.project, style)
    yield _labelled("sync", sync_words(node.sync), style)


def _labelled(label: str, text: str, style: Style) -> str:
    first, *others = wrap(printable(text), _WIDTH - _LABEL - 2, break_long_words=False) or [""]
    lines = [f"  {style.paint(_DIM, f'{label:<{_LABEL}}')}{first}"]
    lines += [" " * (_LABEL + 2) + line for line in others]
    return "\n".join(lines)


def _objects(report: Report, applied: Applied, namespace: str, style: Style) -> Iterator[str]:
    if not applied.objects:
        yield _labelled("applies", "nothing that is known here", style)
        return
    waves = has_waves(applied)
    kinds = min(_WIDEST_KIND, max(len(printable(item.id.kind)) for item in applied.objects))
    names = min(_WIDEST_NAME, max(len(printable(named(item.id, namespace))) for item in applied.objects))
    steps = groupby(applied.objects, lambda item: step_words(item, waves))
    for number, (step, items) in enumerate(steps):
        label = "" if number else "applies"
        yield f"  {style.paint(_DIM, f'{label:<{_LABEL}}')}{style.paint(_CYAN, step)}"
        for item in items:
            yield _object(report, item, namespace, kinds, names, style)


def _object(report: Report, item: AppliedObject, namespace: str, kinds: int, names: int, style: Style) -> str:
    kind, name = printable(item.id.kind), printable(named(item.id, namespace))
    place = style.paint(_DIM, printable(place_words(report, item.path, item.line)))
    return f"{' ' * (_LABEL + 4)}{kind:<{kinds}}  {name:<{names}}  {place}"


def _absent(applied: Applied, namespace: str, style: Style) -> Iterator[str]:
    label = "not here"
    for target, users in missing(applied):
        text = f"{target.kind} {named(target, namespace)}, wanted by {enumerated(users)}"
        yield _labelled(label, text, style)
        label = ""


def _asides(
    report: Report, unchecked: Iterable[Unchecked], style: Style, indent: str = "  "
) -> Iterator[str]:
    """What could not be checked first, then where the view ends."""
    for item in sorted(unchecked, key=lambda item: not item.failure):
        mark = style.paint(_MAGENTA, "not checked") if item.failure else style.paint(_YELLOW, "note")
        where = f" {printable(place_words(report, item.path))}" if item.path else ""
        excused = f" (excepted: {printable(item.justification)})" if item.justification else ""
        yield f"{indent}{mark}{where}{excused}"
        for line in item.message.splitlines():
            yield from wrap(
                printable(line.expandtabs()),
                _WIDTH,
                initial_indent=f"{indent}  ",
                subsequent_indent=f"{indent}  ",
                break_long_words=False,
            )


def _unclaimed(report: Report, unclaimed: tuple[Applied, ...], style: Style) -> Iterator[str]:
    yield style.paint(_BOLD, "applied by no Application")
    width = min(_WIDEST_NAME, max(len(printable(report.shown(each.name))) for each in unclaimed))
    for each in unclaimed:
        kinds: dict[str, int] = {}
        for item in each.objects:
            kinds[item.id.kind] = kinds.get(item.id.kind, 0) + 1
        held = ", ".join(f"{number} {kind}" if number > 1 else kind for kind, number in kinds.items())
        name, tool = printable(report.shown(each.name)), tool_words(each.tool)
        first, *others = wrap(
            printable(f"{held or 'nothing that is known here'} ({tool})"),
            _WIDTH - width - 4,
            break_long_words=False,
        )
        yield f"  {name:<{width}}  {first}"
        yield from (" " * (width + 4) + line for line in others)
        yield from _asides(report, each.unchecked, style, "    ")


def _summary(report: Report, graph: Graph) -> str:
    applications = graph.applications
    objects = sum(len(each.objects) for each in applications)
    text = f"{counted(len(applications), 'Application')}, {counted(objects, 'object')}"
    if not applications:
        text = "no Application among these files"
    if graph.unclaimed:
        loose = sum(len(each.objects) for each in graph.unclaimed)
        text += f"; {counted(loose, 'object')} applied by no Application"
    failures = len(report.active_failures)
    return text + (f"; {failures} not checked" if failures else "")
