"""Applications as a drawing tells them: a tree, and a few lines about each."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.core.graph import Applied, Graph
from manifestlint.core.report import Report
from manifestlint.core.words import counted
from manifestlint.report.apps.picture import Key, key_of
from manifestlint.report.apps.words import short_destination, source_lines, sync_words, tool_words


@dataclass(frozen=True, slots=True)
class Card:
    """An Application, an ApplicationSet, or what no Application applies."""

    kind: str
    name: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...]
    depth: int
    parent: int | None
    """The card that it hangs on."""
    relation: str
    applied: Applied | None


def cards(report: Report, graph: Graph) -> list[Card]:
    """All of them in the order of the tree; what closes a circle is told once."""
    tree = _Tree(report, graph)
    tree.grow()
    return [*tree.cards, *(_loose(report, each) for each in graph.unclaimed)]


class _Tree:
    """Who applies or generates whom."""

    def __init__(self, report: Report, graph: Graph) -> None:
        self.cards: list[Card] = []
        self._report, self._graph = report, graph
        self._known = {key_of(each.application.id): each for each in graph.applied if each.application}
        made = (edge.source for edge in graph.links if edge.relation == "generates")
        self._sets = {key_of(source): source for source in made}
        self._children: dict[Key, list[tuple[Key, str]]] = {}
        for edge in graph.links:
            source, target = key_of(edge.source), key_of(edge.target)
            if source != target and (target in self._known or target in self._sets):
                self._children.setdefault(source, []).append((target, edge.relation))
        self._seen: set[Key] = set()

    def grow(self) -> None:
        """Begin with those that nothing leads to; what is in a circle comes after them."""
        below = {child for children in self._children.values() for child, _ in children}
        everything = list(dict.fromkeys((*self._known, *self._sets)))
        for key in (*(key for key in everything if key not in below), *everything):
            self._add(key)

    def _add(self, root: Key) -> None:
        waiting: list[tuple[Key, int | None, str]] = [(root, None, "")]
        while waiting:
            key, parent, relation = waiting.pop()
            if key in self._seen:
                continue
            self._seen.add(key)
            depth = 0 if parent is None else self.cards[parent].depth + 1
            children = [(child, len(self.cards), word) for child, word in self._children.get(key, ())]
            if key in self._known:
                card = _card(self._report, self._graph, self._known[key], depth, parent, relation)
            else:
                card = Card("ApplicationSet", self._sets[key].name, (), (), depth, parent, relation, None)
            self.cards.append(card)
            waiting += reversed(children)


def _card(
    report: Report, graph: Graph, applied: Applied, depth: int, parent: int | None, relation: str
) -> Card:
    node = applied.application
    if node is None:
        return _loose(report, applied)
    lines = [line for source in node.sources for line in source_lines(source)]
    lines.append(f"to {short_destination(node.server, node.namespace)}")
    lines.append(sync_words(node.sync))
    if any(edge.source == edge.target == node.id for edge in graph.links):
        lines.append("applies itself too")
    return Card(
        "Application", node.id.name, tuple(lines), tuple(_warnings(applied)), depth, parent, relation, applied
    )


def _warnings(applied: Applied) -> Iterator[str]:
    failures = sum(item.failure for item in applied.unchecked)
    notes = len(applied.unchecked) - failures
    if failures:
        yield f"{failures} not checked"
    if notes:
        yield counted(notes, "note")
    if applied.application:
        yield from dict.fromkeys(source.aside for source in applied.application.sources if source.aside)


def _loose(report: Report, applied: Applied) -> Card:
    lines = (tool_words(applied.tool),)
    name = report.shown(applied.name)
    return Card("", name, lines, tuple(_warnings(applied)), 0, None, "", applied)
