"""Columns: arrows lead to the right, nothing overlaps, the same graph is always drawn the same."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from manifestlint.report.apps.layers import Columns, arrange, level_out

GRAPHS = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=30),
    )
)


def level(arranged: Columns) -> dict[int, int]:
    return {node: number for number, column in enumerate(arranged.columns) for node in column}


def test_longest_path_gives_the_column() -> None:
    arranged = arrange(4, [(0, 1), (1, 2), (0, 2), (2, 3)])
    assert [level(arranged)[node] for node in range(4)] == [0, 1, 2, 3]
    assert len(arranged.routes[0, 2]) == 3, "the arrow over a column has a place there"


def test_what_nothing_leads_to_stands_before_what_it_leads_to() -> None:
    ingress, service, deployment, autoscaler = range(4)
    arranged = arrange(4, [(ingress, service), (service, deployment), (autoscaler, deployment)])
    assert level(arranged)[autoscaler] == level(arranged)[service]


def test_a_circle_is_cut_and_both_ways_are_drawn() -> None:
    arranged = arrange(2, [(0, 1), (1, 0)])
    assert arranged.routes == {(0, 1): [0, 1], (1, 0): [1, 0]}
    assert sorted(level(arranged).values()) == [0, 1]


def test_crossings_are_avoided() -> None:
    arranged = arrange(4, [(0, 3), (1, 2)])
    assert arranged.columns == [[0, 1], [3, 2]]


def test_neighbours_stand_level() -> None:
    arranged = arrange(4, [(0, 1), (0, 2), (0, 3)])
    middle = level_out(arranged, lambda _: 10.0, 5.0)
    assert [middle[node] for node in (1, 2, 3)] == [5.0, 20.0, 35.0]
    assert middle[0] == middle[2]


@settings(deadline=None)
@given(GRAPHS)
def test_every_node_has_one_place_and_every_arrow_a_way(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, arrows = graph
    arranged = arrange(count, arrows)
    columns = level(arranged)
    assert sorted(node for column in arranged.columns for node in column) == sorted(columns)
    assert set(range(count)) <= set(columns)
    assert set(arranged.routes) == {(a, b) for a, b in arrows if a != b}
    for (a, b), way in arranged.routes.items():
        assert (way[0], way[-1]) == (a, b)
        steps = {columns[two] - columns[one] for one, two in pairwise(way)}
        assert steps in ({1}, {-1})


@settings(deadline=None)
@given(GRAPHS)
def test_nothing_overlaps(graph: tuple[int, list[tuple[int, int]]]) -> None:
    arranged = arrange(*graph)
    middle = level_out(arranged, lambda node: 10.0 + node % 3, 4.0)
    for column in arranged.columns:
        for above, below in pairwise(column):
            gap = middle[below] - middle[above] - (20 + above % 3 + below % 3) / 2
            assert gap > 4.0 - 1e-6
    assert min(middle[node] - (10 + node % 3) / 2 for node in middle) > -1e-6
