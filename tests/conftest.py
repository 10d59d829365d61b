"""Options of the suite."""

from pathlib import Path

import pytest

from manifestlint import rules
from manifestlint.rulekit.catalogue import INDEX


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite snapshots and docs to what is so now")


def pytest_configure(config: pytest.Config) -> None:
    """Bring the index up to date before tests are collected from it."""
    if config.getoption("--accept") and not hasattr(config, "workerinput"):
        index = Path(rules.__path__[0]) / INDEX
        index.write_text(rules.CATALOGUE.make_index(), encoding="utf-8")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether snapshots are rewritten instead of compared."""
    return bool(request.config.getoption("--accept"))
