"""Versions of Kubernetes: which there are, and which is meant."""

import pytest

from manifestlint.core.version import Minor
from manifestlint.schema.versions import UnknownVersion, bundled, choose, newest, parse


@pytest.mark.parametrize("text", ["1.33", "v1.33", "1.33.2", "v1.33.2"])
def test_a_version_is_read_with_and_without_patch(text: str) -> None:
    assert choose(text) == Minor(1, 33)


def test_versions_compare_as_numbers() -> None:
    assert parse("1.9") < parse("1.25") < parse("1.100")


def test_no_version_is_the_newest() -> None:
    assert choose(None) == newest() == max(bundled()) >= Minor(1, 35)
    assert list(bundled()) == sorted(bundled())


@pytest.mark.parametrize("text", ["1.9", "v1.99.1", "2.0"])
def test_a_version_that_is_not_there_names_those_that_are(text: str) -> None:
    with pytest.raises(
        UnknownVersion, match=r"^there are no schemas of Kubernetes .*; known are 1\.25, 1\.26,"
    ):
        choose(text)


@pytest.mark.parametrize("text", ["", "latest", "1", "1.33-rc1", "1.33.x", "-1.33", "1.33\u0661"])
def test_what_is_no_version_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UnknownVersion, match="is no Kubernetes version such as"):
        choose(text)
