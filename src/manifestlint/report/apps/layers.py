"""A graph in columns: every arrow leads to the right, few of them cross, and neighbours stand level.

The usual way to draw such graphs (Sugiyama, Tagawa, Toda 1981): longest paths give the columns, an arrow
over several columns gets a place in each, sweeps over the means of the neighbours order each column.
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_SWEEPS = 6
Arrow = tuple[int, int]


@dataclass(slots=True)
class Columns:
    """Nodes in columns. Those from `count` on are no nodes: an arrow passes there."""

    count: int
    columns: list[list[int]] = field(default_factory=list)
    routes: dict[Arrow, list[int]] = field(default_factory=dict)
    """The way of every arrow, both ends included; one of a circle is told from right to left."""


def arrange(count: int, arrows: Iterable[Arrow]) -> Columns:
    """Columns for the nodes 0, 1, ... and the arrows between them."""
    written = [arrow for arrow in dict.fromkeys(arrows) if arrow[0] != arrow[1]]
    back = _backward(count, written)
    forward = {arrow: arrow[::-1] if arrow in back else arrow for arrow in written}
    level = _levels(count, list(forward.values()))
    columns: list[list[int]] = [[] for _ in range(max(level, default=-1) + 1)]
    for node in range(count):
        columns[level[node]].append(node)
    result = Columns(count, columns)
    number = count
    for arrow, (a, b) in forward.items():
        passing = list(range(number, number + level[b] - level[a] - 1))
        number += len(passing)
        for offset, node in enumerate(passing, 1):
            columns[level[a] + offset].append(node)
        way = [a, *passing, b]
        result.routes[arrow] = way if arrow == (a, b) else way[::-1]
    _order(result)
    return result


def _backward(count: int, arrows: list[Arrow]) -> set[Arrow]:
    """The arrows that close a circle."""
    after: dict[int, list[int]] = {node: [] for node in range(count)}
    for a, b in arrows:
        after[a].append(b)
    closing: set[Arrow] = set()
    done: set[int] = set()
    for root in range(count):
        path, stack = {root: None}, [(root, iter(after[root]))]
        if root in done:
            continue
        while stack:
            node, rest = stack[-1]
            for other in rest:
                if other in path:
                    closing.add((node, other))
                elif other not in done:
                    path[other] = None
                    stack.append((other, iter(after[other])))
                    break
            else:
                done.add(node)
                path.pop(node)
                stack.pop()
    return closing


def _levels(count: int, arrows: list[Arrow]) -> list[int]:
    """The longest way to each node; what nothing leads to stands right before what it leads to."""
    level = [0] * count
    before: dict[int, int] = dict.fromkeys(range(count), 0)
    after: dict[int, list[int]] = {node: [] for node in range(count)}
    for a, b in arrows:
        before[b] += 1
        after[a].append(b)
    roots = [node for node in range(count) if not before[node]]
    ready = list(roots)
    for node in ready:  # grows while it is read
        for other in after[node]:
            level[other] = max(level[other], level[node] + 1)
            before[other] -= 1
            if not before[other]:
                ready.append(other)
    for node in roots:
        level[node] = min((level[other] for other in after[node]), default=1) - 1
    return level


def _order(result: Columns) -> None:
    """Order the columns so that few arrows cross; the first of the best orders that are met is kept."""
    left, right = _neighbours(result)
    best = [list(column) for column in result.columns]
    fewest = _crossings(best, right)
    for _ in range(_SWEEPS):
        for columns, neighbours in ((result.columns[1:], left), (result.columns[-2::-1], right)):
            place = {node: i for column in result.columns for i, node in enumerate(column)}
            for column in columns:
                column.sort(key=_mean_of(place, neighbours))
                place.update((node, i) for i, node in enumerate(column))
        crossings = _crossings(result.columns, right)
        if crossings < fewest:
            best, fewest = [list(column) for column in result.columns], crossings
    result.columns = best


def _mean_of(place: Mapping[int, float], neighbours: Mapping[int, Sequence[int]]) -> Callable[[int], float]:
    def mean(node: int) -> float:
        known = neighbours.get(node, ())
        return sum(place[other] for other in known) / len(known) if known else place[node]

    return mean


def _neighbours(result: Columns) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """What each node is joined with in the column before it, and in the one behind it."""
    level = {node: number for number, column in enumerate(result.columns) for node in column}
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    for way in result.routes.values():
        for one, two in pairwise(way):
            a, b = sorted((one, two), key=level.__getitem__)
            right.setdefault(a, []).append(b)
            left.setdefault(b, []).append(a)
    return left, right


def _crossings(columns: list[list[int]], right: Mapping[int, Sequence[int]]) -> int:
    total = 0
    for column, following in pairwise(columns):
        place = {node: i for i, node in enumerate(following)}
        ends = [end for node in column for end in sorted(place[other] for other in right.get(node, ()))]
        before: list[int] = []
        for end in ends:
            total += len(before) - bisect_right(before, end)
            insort(before, end)
    return total


def level_out(result: Columns, height: Callable[[int], float], gap: float) -> dict[int, float]:
    """The middle of every node: level with its neighbours as far as nothing overlaps."""
    left, right = _neighbours(result)
    middle: dict[int, float] = {}
    for column in result.columns:
        bottom = 0.0
        for node in column:
            middle[node] = bottom + height(node) / 2
            bottom += height(node) + gap
    for _ in range(_SWEEPS):
        for columns, neighbours in ((result.columns[1:], left), (result.columns[-2::-1], right)):
            for column in columns:
                wanted = list(map(_mean_of(middle, neighbours), column))
                placed = _spread(wanted, list(map(height, column)), gap)
                middle.update(zip(column, placed, strict=True))
    top = min((middle[node] - height(node) / 2 for node in middle), default=0.0)
    return {node: value - top for node, value in middle.items()}


def _spread(wanted: list[float], heights: list[float], gap: float) -> list[float]:
    """The places nearest to the wanted ones at which nothing overlaps: blocks that touch move as one."""
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2 + gap)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (other * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
