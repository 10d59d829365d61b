"""What the docs show of each rule: a small bad case, and the good one that is most like it.

A good case with the name of the bad one is taken first.
"""

import json
import re
from collections import Counter
from dataclasses import asdict
from difflib import unified_diff
from pathlib import Path

from manifestlint.core.rule import Example
from manifestlint.rules import CATALOGUE

ROOT = Path(__file__).parent / "rules"
FIXED = ".fixed"
_WIDEST = 160
_SETTING = re.compile(r"^.?# (options|also|kubernetes|branch|author): ", re.MULTILINE)


def make_examples() -> str:
    """The examples of all rules as they should be."""
    return json.dumps({id: asdict(example_of(id)) for id in CATALOGUE.infos}, indent=1) + "\n"


def example_of(id: str) -> Example:
    """What to show of one rule."""
    bad = min(cases_of(id, "bad"), key=_effort)
    text = _text(bad)
    good = min(cases_of(id, "good"), key=lambda case: (case.name != bad.name, *_unlike(text, case)))
    findings = bad.with_name(bad.name.removesuffix(".yaml") + ".expected")
    fixed = bad.with_suffix(f"{FIXED}.yaml")
    return Example(
        bad=text,
        findings=findings.read_text(encoding="utf-8").rstrip() if findings.exists() else "",
        good=_text(good),
        fixed=_text(fixed) if fixed.exists() else "",
    )


def cases_of(id: str, verdict: str) -> list[Path]:
    """The cases of a rule, without what is written beside them."""
    return [case for case in sorted((ROOT / id / verdict).iterdir()) if not is_snapshot(case)]


def is_snapshot(path: Path) -> bool:
    """Whether a file or folder says what a case gives."""
    return path.suffix == ".expected" or path.name.endswith((f"{FIXED}.yaml", FIXED))


def _effort(case: Path) -> tuple[bool, bool, int, str]:
    """How much there is to read; what needs a setting comes last, what has no counterpart late."""
    text = _text(case)
    counterpart = case.parents[1] / "good" / case.name
    return bool(_SETTING.search(text)), not counterpart.exists(), len(text), case.name


def _unlike(text: str, case: Path) -> tuple[bool, int, str]:
    """How many lines differ; what differs only in what is not shown comes last."""
    one, other = Counter(text.splitlines()), Counter(_text(case).splitlines())
    differing = ((one - other) + (other - one)).total()
    return not differing, differing, case.name


def _text(case: Path) -> str:
    if case.is_file():
        return _shown(case.read_text(encoding="utf-8"))
    if (case / "head").is_dir():
        return _shown(_change(_files(case / "base"), _files(case / "head")))
    files = _files(case)
    if len(files) == 1:
        return _shown(next(iter(files.values())))
    return _shown(
        "---\n".join(f"# {path}\n{text.removeprefix('---').lstrip()}" for path, text in files.items())
    )


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _change(base: dict[str, str], head: dict[str, str]) -> str:
    """Each file with what goes and comes; also one that stays as it is, as the finding may depend on it."""
    lines: list[str] = []
    for path in sorted({*base, *head}):
        old, new = (files.get(path, "").splitlines() for files in (base, head))
        lines += [f"--- a/{path}" if path in base else "--- /dev/null"]
        lines += [f"+++ b/{path}" if path in head else "+++ /dev/null"]
        hunk = list(unified_diff(old, new, lineterm="", n=len(old)))[3:]
        lines += hunk or [f" {line}" for line in new]
    return "\n".join(lines)


def _shown(text: str) -> str:
    """The text without what nobody reads: the rest of very long lines."""
    lines = text.rstrip().splitlines()
    return "\n".join(line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…" for line in lines)
