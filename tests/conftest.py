"""Options of the suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite snapshots and docs to what is so now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether snapshots are rewritten instead of compared."""
    return bool(request.config.getoption("--accept"))
