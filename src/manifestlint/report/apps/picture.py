"""Where everything stands in a drawing: boxes and arrows, in pixels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from manifestlint.core.graph import Applied, Edge, Graph
from manifestlint.core.report import Report
from manifestlint.core.resource import ResourceId
from manifestlint.core.words import printable
from manifestlint.report.apps.layers import arrange, level_out
from manifestlint.report.apps.words import named, place_words, step_words

NAME_CELL, SMALL_CELL = 7.9, 6.3
"""How wide a character is at most, in a name and in what is smaller."""
HEIGHT = 42.0
_PASSING = 10.0
_GAP, _BETWEEN = 14.0, 64.0
_SIDE = 10.0
_LONGEST = 34
_NARROWEST = 120.0
_WIDE = 900.0

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """An object; `style` is a class of the drawing."""

    x: float
    y: float
    width: float
    style: str
    kind: str
    badge: str
    name: str
    about: str
    """What is told in full when somebody points at it."""


@dataclass(frozen=True, slots=True)
class Line:
    """An arrow through points; between them it bends."""

    points: tuple[tuple[float, float], ...]
    edge: Edge


@dataclass(frozen=True, slots=True)
class Picture:
    """The objects of one Application and what they refer to."""

    width: float = 0.0
    height: float = 0.0
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Nodes:
    boxes: list[Box] = field(default_factory=list)
    of: dict[Key, int] = field(default_factory=dict)


def key_of(id: ResourceId) -> Key:
    """What an object is told apart by: its version does not count."""
    return id.group, id.kind, id.namespace, id.name


def shortened(text: str, longest: int) -> str:
    """The text in so many characters at most; of one that is too long the middle goes."""
    text = printable(text)
    if len(text) <= longest:
        return text
    head = (longest - 1) // 2
    return f"{text[:head]}…{text[len(text) - (longest - 1 - head) :]}"


def cells(text: str) -> int:
    """How many characters of a Latin text it is as wide as."""
    return sum(1 if ord(char) < 0x1100 else 2 for char in text)


def draw(report: Report, applied: Applied, elsewhere: frozenset[Key]) -> Picture:
    """Objects with references in columns, the others in rows below; `elsewhere` are drawn by others."""
    nodes = _nodes(report, applied, elsewhere)
    arrows = {
        (nodes.of[key_of(edge.source)], nodes.of[key_of(edge.target)]): edge
        for edge in applied.edges
        if key_of(edge.source) in nodes.of and key_of(edge.target) in nodes.of
    }
    joined = sorted({node for arrow in arrows if arrow[0] != arrow[1] for node in arrow})
    upper = _columns([nodes.boxes[node] for node in joined], _renumbered(arrows, joined))
    alone = [box for number, box in enumerate(nodes.boxes) if number not in set(joined)]
    lower = _rows(alone, upper)
    return Picture(
        max(upper.width, lower.width),
        lower.height or upper.height,
        (*upper.boxes, *lower.boxes),
        upper.lines,
    )


def _renumbered(arrows: Mapping[tuple[int, int], Edge], joined: list[int]) -> dict[tuple[int, int], Edge]:
    number = {node: i for i, node in enumerate(joined)}
    return {(number[a], number[b]): edge for (a, b), edge in arrows.items() if a != b}


def _nodes(report: Report, applied: Applied, elsewhere: frozenset[Key]) -> _Nodes:
    nodes = _Nodes()
    namespace = applied.application.namespace if applied.application else ""
    badges: dict[Key, list[str]] = {}
    for item in applied.objects:
        waves = bool(item.wave)
        words = step_words(item, waves)
        badge = f"wave {item.wave}" if words.startswith("Sync,") else "" if words == "Sync" else words
        badges.setdefault(key_of(item.id), []).append(badge)
    for item in applied.objects:
        key = key_of(item.id)
        if key in nodes.of or key in elsewhere:
            continue
        about = f"{item.id} from {place_words(report, item.path, item.line)}"
        badge = ", ".join(filter(None, badges[key]))
        style = "hook" if item.phase not in {"Sync", ""} else "object"
        _add(nodes, key, _box(item.id, named(item.id, namespace), style, badge, about))
    for edge in applied.edges:
        key = key_of(edge.target)
        if key in nodes.of or key in elsewhere:
            continue
        style, badge, about = "missing", "not here", f"{edge.target} is not in this repository"
        if edge.found:
            style, badge = "other", f"in {shortened(edge.applied_by, 16)}"
            about = f"{edge.target}, applied by {edge.applied_by}"
        _add(nodes, key, _box(edge.target, named(edge.target, namespace), style, badge, about))
    return nodes


def _add(nodes: _Nodes, key: Key, box: Box) -> None:
    nodes.of[key] = len(nodes.boxes)
    nodes.boxes.append(box)


def _box(id: ResourceId, name: str, style: str, badge: str, about: str) -> Box:
    kind, name = shortened(id.kind, _LONGEST), shortened(name, _LONGEST)
    small = cells(kind) + (cells(badge) + 2 if badge else 0)
    width = max(_NARROWEST, cells(name) * NAME_CELL + 2 * _SIDE, small * SMALL_CELL + 2 * _SIDE)
    return Box(0, 0, round(width, 1), style, kind, badge, name, about)


def _columns(boxes: list[Box], arrows: Mapping[tuple[int, int], Edge]) -> Picture:
    arranged = arrange(len(boxes), arrows)

    def height(node: int) -> float:
        return HEIGHT if node < len(boxes) else _PASSING

    middle = level_out(arranged, height, _GAP)
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    x = 0.0
    for column in arranged.columns:
        width = max(boxes[node].width for node in column if node < len(boxes))
        left |= dict.fromkeys(column, x)
        right |= dict.fromkeys(column, x + width)
        x += width + _BETWEEN
    placed = tuple(
        replace(box, x=left[node], y=middle[node] - HEIGHT / 2, width=right[node] - left[node])
        for node, box in enumerate(boxes)
    )
    lines = tuple(
        Line(tuple(_points(way, left, right, middle)), arrows[arrow])
        for arrow, way in arranged.routes.items()
    )
    bottom = max((box.y + HEIGHT for box in placed), default=0.0)
    return Picture(max(x - _BETWEEN, 0.0), bottom, placed, lines)


def _points(
    way: list[int], left: Mapping[int, float], right: Mapping[int, float], middle: Mapping[int, float]
) -> Iterator[tuple[float, float]]:
    """Out of the side of the first box, across each column on the way, into the side of the last."""
    near, far = (right, left) if left[way[0]] < left[way[-1]] else (left, right)
    yield near[way[0]], middle[way[0]]
    for node in way[1:-1]:
        yield far[node], middle[node]
        yield near[node], middle[node]
    yield far[way[-1]], middle[way[-1]]


def _rows(boxes: list[Box], above: Picture) -> Picture:
    """Boxes of one width, as many beside each other as there is room for."""
    if not boxes:
        return Picture()
    width = max(box.width for box in boxes)
    room = max(above.width, _WIDE)
    number = max(1, min(len(boxes), int((room + _GAP) // (width + _GAP))))
    top = above.height + 2 * _GAP if above.boxes else 0.0
    placed = tuple(
        replace(box, x=i % number * (width + _GAP), y=top + i // number * (HEIGHT + _GAP), width=width)
        for i, box in enumerate(boxes)
    )
    return Picture(number * (width + _GAP) - _GAP, placed[-1].y + HEIGHT, placed)


def drawn_as_cards(graph: Graph) -> frozenset[Key]:
    """Applications and ApplicationSets that have a card of their own."""
    keys = {key_of(each.application.id) for each in graph.applied if each.application}
    return frozenset(keys | {key_of(edge.source) for edge in graph.links if edge.relation == "generates"})
