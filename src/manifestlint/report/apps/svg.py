"""What is applied, drawn: Applications on the left, beside each what it applies. Nothing in it runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

from manifestlint.core.graph import Graph
from manifestlint.core.report import Report
from manifestlint.core.words import printable
from manifestlint.report.apps.cards import Card, cards
from manifestlint.report.apps.picture import (
    HEIGHT,
    SMALL_CELL,
    Box,
    Line,
    Picture,
    cells,
    draw,
    drawn_as_cards,
    shortened,
)
from manifestlint.report.apps.style import GROUPS, STYLE, group_of

_MARGIN, _INDENT, _CARD, _GUTTER = 24.0, 26.0, 268.0, 56.0
_PAD, _ROW, _BETWEEN = 16.0, 15.0, 26.0
_LINE = 40
_LEGEND = 30.0
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class _Row:
    card: Card
    picture: Picture
    x: float
    y: float
    card_height: float

    @property
    def band_height(self) -> float:
        return self.picture.height + 2 * _PAD if self.picture.boxes else 0.0

    @property
    def height(self) -> float:
        return max(self.card_height, self.band_height)


def render(report: Report) -> str:
    """A picture that stands alone: no script, no font, no link."""
    graph = report.applications or Graph((), (), ())
    rows = _rows(report, graph)
    band = _MARGIN + max((row.card.depth for row in rows), default=0) * _INDENT + _CARD + _GUTTER
    width = max((band + row.picture.width + 2 * _PAD for row in rows), default=_CARD) + _MARGIN
    used = list(dict.fromkeys(group_of(line.edge) for row in rows for line in row.picture.lines))
    bottom = max((row.y + row.height for row in rows), default=_MARGIN) + _BETWEEN
    legend = list(_legend(used, rows, bottom)) if rows else []
    bottom += _LEGEND if legend else 0.0
    lines = list(_unchecked(report, graph, width))
    footer = [_label("warn", _MARGIN, bottom + _ROW * i, line) for i, line in enumerate(lines)]
    height = bottom + _ROW * len(footer)
    size = f'width="{width:.0f}" height="{height:.0f}"'
    title = f"{len(graph.applications)} Applications and what they apply"
    return "\n".join(
        (
            f'<svg xmlns="{_SVG}" {size} viewBox="0 0 {width:.0f} {height:.0f}" role="img">',
            f"<title>{_text(title)}</title>",
            f"<style>{STYLE}</style>",
            *_markers(),
            f'<rect class="paper" {size}/>',
            *(part for row in rows for part in _branch(row, rows)),
            *(part for row in rows for part in _row(row, band)),
            *legend,
            *footer,
            "</svg>\n",
        )
    )


def _rows(report: Report, graph: Graph) -> list[_Row]:
    elsewhere = drawn_as_cards(graph)
    rows: list[_Row] = []
    y = _MARGIN
    for card in cards(report, graph):
        picture = draw(report, card.applied, elsewhere) if card.applied else Picture()
        height = 46.0 + _ROW * len([*_lines(card)])
        rows.append(_Row(card, picture, _MARGIN + card.depth * _INDENT, y, height))
        y += rows[-1].height + _BETWEEN
    return rows


def _markers() -> Iterator[str]:
    yield "<defs>"
    for group in (*GROUPS, "tree"):
        yield (
            f'<marker id="m-{group}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7"'
            f' orient="auto"><path class="tip {group}" d="M0.5 0.5 7.5 4 0.5 7.5z"/></marker>'
        )
    yield "</defs>"


def _branch(row: _Row, rows: list[_Row]) -> Iterator[str]:
    """From the card above to this one."""
    if row.card.parent is not None:
        parent = rows[row.card.parent]
        x, y = parent.x + _INDENT / 2, row.y + 23
        path = f"M{x:.1f} {parent.y + parent.card_height:.1f}V{y - 6:.1f}q0 6 6 6H{row.x:.1f}"
        about = _text(f"{parent.card.kind} {parent.card.name} {row.card.relation} {row.card.name}")
        yield f'<path class="tree" marker-end="url(#m-tree)" d="{path}"><title>{about}</title></path>'


def _row(row: _Row, band: float) -> Iterator[str]:
    if row.picture.boxes:
        top = row.y + 23
        yield f'<path class="tree" marker-end="url(#m-tree)" d="M{row.x + _CARD:.1f} {top:.1f}H{band:.1f}"/>'
        width = row.picture.width + 2 * _PAD
        yield (
            f'<rect class="band" x="{band:.1f}" y="{row.y:.1f}" width="{width:.1f}"'
            f' height="{row.band_height:.1f}" rx="8"/>'
        )
    yield from _card(row)
    yield f'<g transform="translate({band + _PAD:.1f} {row.y + _PAD:.1f})">'
    yield from map(_arrow, row.picture.lines)
    for box in row.picture.boxes:
        yield from _box(box)
    yield "</g>"


def _card(row: _Row) -> Iterator[str]:
    card = row.card
    about = " / ".join((f"{card.kind} {card.name}".strip(), *card.lines, *card.warnings))
    yield f'<g transform="translate({row.x:.1f} {row.y:.1f})"><title>{_text(about)}</title>'
    style = "card" if card.kind else "card loose"
    yield f'<rect class="{style}" width="{_CARD:.0f}" height="{row.card_height:.1f}" rx="8"/>'
    yield _label("kind", 12, 18, card.kind or "applied by no Application")
    yield _label("name", 12, 34, _fitting(card.name, 33))
    for number, (style, line) in enumerate(_lines(card)):
        yield _label(style, 12, 51 + _ROW * number, _fitting(line, _LINE))
    yield "</g>"


def _lines(card: Card) -> Iterator[tuple[str, str]]:
    for style, lines in (("small", card.lines), ("warn", card.warnings)):
        for line in lines:
            yield from ((style, part) for part in wrap(printable(line), _LINE))


def _label(style: str, x: float, y: float, text: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{_text(text)}</text>'


def _arrow(line: Line) -> str:
    (x, y), *others = line.points
    path = f"M{x:.1f} {y:.1f}"
    for number, (to_x, to_y) in enumerate(others):
        if number % 2:  # across a column
            path += f"H{to_x:.1f}"
        else:
            bend = (x + to_x) / 2
            path += f"C{bend:.1f} {y:.1f} {bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        x, y = to_x, to_y
    edge, group = line.edge, group_of(line.edge)
    about = _text(f"{edge.source} {edge.relation} {edge.target}")
    dashed = "" if edge.found else " gone"
    looks = f'class="edge {group}{dashed}" marker-end="url(#m-{group})"'
    return f'<path {looks} d="{path}"><title>{about}</title></path>'


def _box(box: Box) -> Iterator[str]:
    yield f'<g transform="translate({box.x:.1f} {box.y:.1f})"><title>{_text(box.about)}</title>'
    yield f'<rect class="{box.style}" width="{box.width:.1f}" height="{HEIGHT:.0f}" rx="6"/>'
    yield _label("kind", 10, 16, box.kind)
    if box.badge:
        yield _label("badge", box.width - 10, 16, box.badge)
    yield _label("name", 10, 32, box.name) + "</g>"


def _legend(used: list[str], rows: list[_Row], y: float) -> Iterator[str]:
    """What the colours of arrows and the borders of boxes mean, as far as they are there."""
    x = _MARGIN
    for group in GROUPS:
        if group in used:
            words = GROUPS[group]
            yield f'<path class="edge {group}" marker-end="url(#m-{group})" d="M{x:.1f} {y:.1f}h26"/>'
            yield _label("small", x + 33, y + 4, words)
            x += 33 + len(words) * 6.1 + 22
    styles = {box.style for row in rows for box in row.picture.boxes}
    for style, words in (
        ("hook", "before or after the others"),
        ("other", "applied by another one"),
        ("missing", "not in this repository"),
    ):
        if style in styles:
            yield f'<rect class="{style}" x="{x:.1f}" y="{y - 7:.1f}" width="22" height="14" rx="3"/>'
            yield _label("small", x + 29, y + 4, words)
            x += 29 + len(words) * 6.1 + 22


def _unchecked(report: Report, graph: Graph, width: float) -> Iterator[str]:
    """What could not be checked, in full: a picture must not look more complete than it is."""
    room = max(_LINE, int((width - 2 * _MARGIN) / SMALL_CELL))
    everything = [*(item for each in graph.applied for item in each.unchecked), *graph.unchecked]
    for item in everything:
        if item.failure or item in graph.unchecked:
            where = f"{report.shown(item.path)}: " if item.path else ""
            text = f"not checked: {where}{' '.join(item.message.split())}"
            yield from (_fitting(part, room) for part in wrap(printable(text), room))


def _fitting(text: str, longest: int) -> str:
    """The text shortened until it fits, however wide its characters are."""
    room = longest
    while cells(short := shortened(text, room)) > longest:
        room -= 1
    return short


def _text(text: str) -> str:
    return escape(printable(text), {'"': "&quot;", "'": "&#39;"})
