"""Tags as versions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifestlint.model.release import Release, read_release


@pytest.mark.parametrize(
    ("tag", "release"),
    [
        ("v0.1.2", Release((0, 1, 2))),
        ("1.27", Release((1, 27))),
        ("v2", Release((2,))),
        ("1.27.3-alpine3.20", Release((1, 27, 3), variant="alpine3.20")),
        ("1.0.0-rc.1", Release((1, 0, 0), ("rc", 1))),
        ("1.0.0-RC1-alpine", Release((1, 0, 0), ("rc", 1), "alpine")),
        ("1.0.0-beta", Release((1, 0, 0), ("beta", 0))),
        ("1.0.0-mariadb", Release((1, 0, 0), variant="mariadb")),
        ("1.0.0-preview-2", Release((1, 0, 0), ("preview", 2))),
        ("latest", None),
        ("20240101", None),
        ("3f2a91c", None),
        ("1.2.x", None),
        ("", None),
    ],
)
def test_read(tag: str, release: Release | None) -> None:
    assert read_release(tag) == release


def test_order() -> None:
    tags = [
        "0.9.9",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.10",
    ]
    for lower, higher in pairwise(map(read_release, tags)):
        assert lower is not None
        assert higher is not None
        assert lower < higher
        assert lower.is_comparable(higher)


def test_variants_and_depths_do_not_compare() -> None:
    plain, alpine, short = map(read_release, ("1.27.3", "1.27.3-alpine", "1.27"))
    assert plain is not None
    assert alpine is not None
    assert short is not None
    assert not plain.is_comparable(alpine)
    assert not plain.is_comparable(short)


@given(st.text(st.characters(codec="ascii"), max_size=20))
def test_no_text_crashes(tag: str) -> None:
    read_release(tag)
