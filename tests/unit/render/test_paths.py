from pathlib import Path

import pytest

from manifestlint.render import NotRenderable, repository_path
from manifestlint.render.paths import is_url, real_path
from manifestlint.source import Worktree


@pytest.mark.parametrize(
    ("folder", "reference", "path"),
    [
        ("a/b", "c.yaml", "a/b/c.yaml"),
        ("a/b", "../c.yaml", "a/c.yaml"),
        ("a/b", "/c.yaml", "c.yaml"),
        ("a", "..", ""),
        ("", "./c/../d", "d"),
    ],
)
def test_paths_are_told_from_the_root(folder: str, reference: str, path: str) -> None:
    assert repository_path(folder, reference) == path


@pytest.mark.parametrize("reference", ["../../x", "/../x", "../../../a"])
def test_paths_stay_in_the_repository(reference: str) -> None:
    with pytest.raises(NotRenderable, match="leaves the repository"):
        repository_path("a", reference)


@pytest.mark.parametrize("reference", ["https://a/b", "ssh://a/b", "git@host.org:a/b", "git::https://a/b"])
def test_urls(reference: str) -> None:
    assert is_url(reference)


@pytest.mark.parametrize("reference", ["../base", "a.yaml", "github.com/a/b", "a@b/c"])
def test_no_urls(reference: str) -> None:
    assert not is_url(reference)


def test_links_are_followed_inside_alone(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "out").symlink_to("..")
    tree = Worktree(tmp_path)
    assert real_path(tree, "link/a") == "real/a"
    assert real_path(tree, "real/a") == "real/a"
    with pytest.raises(NotRenderable, match="leads out"):
        real_path(tree, "out/a")
