"""Options of the suite, and the real tools for rendering."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from manifestlint import rules
from manifestlint.rulekit.catalogue import INDEX
from tests.integration.tools import TOOLS, default_cache, find_tools

# A busy machine is no fault of the code.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite snapshots and docs to what is so now")


def pytest_configure(config: pytest.Config) -> None:
    """Bring the index up to date before tests are collected from it."""
    if config.getoption("--accept") and not hasattr(config, "workerinput"):
        index = Path(rules.__path__[0]) / INDEX
        index.write_text(rules.CATALOGUE.make_index(), encoding="utf-8")


@pytest.fixture(autouse=True)
def _no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pipeline the suite itself runs in must not matter."""
    for name in (
        "CI",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "GITHUB_HEAD_REF",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether snapshots are rewritten instead of compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def _tool_folders() -> tuple[str, ...]:
    return tuple(map(str, find_tools(default_cache())))


@pytest.fixture
def tools(_tool_folders: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """kubectl and helm, found on PATH."""
    monkeypatch.setenv("PATH", os.pathsep.join((*_tool_folders, os.environ.get("PATH", ""))))
    return TOOLS
