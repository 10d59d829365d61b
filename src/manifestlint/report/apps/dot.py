"""What is applied, for Graphviz."""

from collections.abc import Iterator

from manifestlint.core.graph import Applied, Graph
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId
from manifestlint.core.words import printable
from manifestlint.report.apps.picture import Key, key_of
from manifestlint.report.apps.words import has_waves, named, step_words

_Ids = dict[tuple[int, Key], str]


def render(report: Report) -> str:
    """A digraph: every Application, what it applies in a cluster of its own, and references as arrows."""
    graph = report.applications or Graph((), (), ())
    lines = [
        "digraph applications {",
        "  rankdir=LR;",
        '  node [shape=box, style=rounded, fontname="monospace", fontsize=10];',
        '  edge [fontname="monospace", fontsize=8];',
    ]
    names = {key: f"card{number}" for number, key in enumerate(_cards(graph))}
    for key, name in names.items():
        lines.append(f"  {name} [label={_quoted(key[1], key[3])}, style=filled, fillcolor=lightblue];")
    for number, applied in enumerate(graph.applied):
        lines += _cluster(number, applied, names)
    for edge in graph.links:
        source, target = names.get(key_of(edge.source)), names.get(key_of(edge.target))
        if source and target:
            lines.append(f"  {source} -> {target} [label={_quoted(edge.relation)}];")
    everything = (*(item for each in graph.applied for item in each.unchecked), *graph.unchecked)
    for number, item in enumerate(everything):
        where = report.shown(item.path) if item.path else ""
        message = " ".join(item.message.split())
        lines.append(f"  note{number} [shape=note, style=dashed, label={_quoted(where, message)}];")
    return "\n".join((*lines, "}")) + "\n"


def _cards(graph: Graph) -> Iterator[Key]:
    """In the order in which they are told."""
    known = [key_of(each.application.id) for each in graph.applied if each.application]
    yield from dict.fromkeys((*known, *(key_of(edge.source) for edge in graph.links)))


def _cluster(number: int, applied: Applied, cards: dict[Key, str]) -> Iterator[str]:
    """Objects, then what they refer to outside, then the arrows."""
    namespace = applied.application.namespace if applied.application else ""
    ids: dict[Key, str] = {}
    yield f"  subgraph cluster{number} {{"
    label = "" if applied.application else f"{applied.name}: applied by no Application"
    yield f"    label={_quoted(label)};"
    for item in applied.objects:
        key = key_of(item.id)
        if key not in cards and key not in ids:
            ids[key] = f"n{number}_{len(ids)}"
            step = step_words(item, has_waves(applied))
            words = (item.id.kind, named(item.id, namespace), "" if step == "Sync" else step)
            yield f"    {ids[key]} [label={_quoted(*words)}];"
    yield "  }"
    yield from _outside(number, applied, cards, ids, namespace)
    if applied.application:
        card = cards[key_of(applied.application.id)]
        own = [ids[key] for item in applied.objects if (key := key_of(item.id)) in ids]
        for id in dict.fromkeys(own):
            yield f"  {card} -> {id} [color=gray];"
    for edge in applied.edges:
        ends = [ids.get(key_of(end)) for end in (edge.source, edge.target)]
        if all(ends):
            style = "" if edge.found else ", style=dashed"
            yield f"  {ends[0]} -> {ends[1]} [label={_quoted(edge.relation)}{style}];"


def _outside(
    number: int, applied: Applied, cards: dict[Key, str], ids: dict[Key, str], namespace: str
) -> Iterator[str]:
    for edge in applied.edges:
        key = key_of(edge.target)
        if key not in cards and key not in ids:
            ids[key] = f"n{number}_{len(ids)}"
            where = f"applied by {edge.applied_by}" if edge.found else "not in this repository"
            yield f"  {ids[key]} [label={_quoted(*_words(edge.target, namespace), where)}, style=dashed];"


def _words(id: ResourceId, namespace: str) -> tuple[str, str]:
    return id.kind, named(id, namespace)


def _quoted(*lines: str) -> str:
    """A label of several lines; nothing in it is read as more than text."""
    escaped = (printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines if line)
    return '"' + "\\n".join(escaped) + '"'
