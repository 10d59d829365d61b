"""The words of a history, the same for every format that people read."""

from manifestlint.core.history import Deployment, History
from manifestlint.core.review import Version
from manifestlint.core.words import counted, printable

SHORT = 10
_AUTHOR = 24


def when(each: Deployment) -> str:
    """To the minute, in UTC."""
    return f"{each.date:%Y-%m-%d %H:%M}"


def author(each: Deployment) -> str:
    """Who made it, not too long for a line."""
    name = printable(each.author)
    return name if len(name) <= _AUTHOR else f"{name[: _AUTHOR - 3]}..."


def images(each: Deployment, history: History) -> list[str]:
    """What changed, an image a line; the first one says where, if places differ, and what was taken back."""
    several = len({other.paths for other in history.deployments if other.versions}) > 1
    where = f" in {', '.join(each.paths)}" if several and each.paths else ""
    lines = [_version(version) for version in each.versions] or [
        f"no image, {counted(each.files, 'manifest')}: {printable(each.subject)}"
    ]
    return [printable(lines[0] + where) + _way(each), *lines[1:]]


def _way(each: Deployment) -> str:
    back = f", back to {each.back_to[:SHORT]}" if each.back_to else ""
    if each.reverts:
        return f"; reverts {each.reverts[:SHORT]}{back}"
    return f"; {back.removeprefix(', ')}" if back else ""


def _version(each: Version) -> str:
    if not each.before or not each.after:
        return printable(f"{each.name} {each.before or each.after} {each.step}")
    step = f", {each.step}" if each.step else ""
    return printable(f"{each.name} {each.before} -> {each.after}{step}")


def nothing(history: History) -> str:
    """Why nothing is told; empty where something is."""
    return "" if history.deployments else "no commit changed an image; --all tells what else was deployed"
