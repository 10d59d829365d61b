"""Real tools for the tests of rendering."""

import os

import pytest

from tests.integration.tools import TOOLS, default_cache, find_tools


@pytest.fixture(scope="session")
def _tool_folders() -> tuple[str, ...]:
    return tuple(map(str, find_tools(default_cache())))


@pytest.fixture
def tools(_tool_folders: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """kubectl and helm, found on PATH."""
    monkeypatch.setenv("PATH", os.pathsep.join((*_tool_folders, os.environ.get("PATH", ""))))
    return TOOLS
