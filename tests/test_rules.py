"""Every rule against its fixtures: what is good gives nothing, what is bad gives exactly what is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from manifestlint.config.policyset import PolicySet, RuleSetting
from manifestlint.core.failure import FailureKind
from manifestlint.core.finding import Finding, Status
from manifestlint.core.fix import Safety
from manifestlint.core.rule import RuleInfo
from manifestlint.engine.change import About
from manifestlint.fix import apply_repairs
from manifestlint.model.transition import Deployed, Side
from manifestlint.rules import CATALOGUE
from tests.examples import FIXED, ROOT, is_snapshot
from tests.support import MemoryTree, differing, judge_tree, tree_of

_ELSEWHERE = {FailureKind.NOT_RENDERABLE, FailureKind.NOT_EXPANDABLE}
_MOST_ROUNDS = 10
_HEADER = re.compile(r"^# (options|also|kubernetes|branch|author|commit): (.*)$", re.MULTILINE)


def _cases(verdict: str) -> list[Path]:
    folders = sorted(ROOT.glob(f"*/{verdict}"))
    return [case for folder in folders for case in sorted(folder.iterdir()) if not is_snapshot(case)]


def _mendable() -> list[Path]:
    """The bad cases of rules that have fixes."""
    return [case for case in _cases("bad") if CATALOGUE.infos[case.relative_to(ROOT).parts[0]].fix]


def _name(case: Path) -> str:
    return case.relative_to(ROOT).as_posix()


@pytest.fixture
def _tools_where_asked(case: Path, request: pytest.FixtureRequest) -> None:
    """Real tools on PATH for a case that says `# tools`; most need none."""
    tree = _head(case)
    if tree.read(tree.files()[0]).startswith(b"# tools"):
        request.getfixturevalue("tools")


@pytest.mark.usefixtures("_tools_where_asked")
@pytest.mark.parametrize("case", _cases("good"), ids=_name)
def test_good(case: Path) -> None:
    assert findings_of(case) == ""


@pytest.mark.usefixtures("_tools_where_asked")
@pytest.mark.parametrize("case", _cases("bad"), ids=_name)
def test_bad(case: Path, accept: bool) -> None:
    found = findings_of(case)
    assert found, "a bad case must give findings"
    expected = case.with_name(case.name.removesuffix(".yaml") + ".expected")
    if accept:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.usefixtures("_tools_where_asked")
@pytest.mark.parametrize("case", _mendable(), ids=_name)
def test_fixed(case: Path, accept: bool) -> None:
    """What the rule can mend is then as it is written beside the case; of a folder, the files that change."""
    expected = _beside(case)
    fixed = _fixed(case)
    if accept:
        for path, content in fixed.items():
            file = expected / path if case.is_dir() else expected
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    there = tree_of(expected) if expected.exists() else MemoryTree({})
    written = {(path if case.is_dir() else case.name): there.read(path) for path in there.files()}
    assert fixed == written


def _beside(case: Path) -> Path:
    return case.with_name(case.name + FIXED) if case.is_dir() else case.with_suffix(f"{FIXED}.yaml")


@pytest.mark.parametrize("rule", [r for r in CATALOGUE.infos.values() if r.fix], ids=lambda r: r.id)
def test_a_declared_fix_is_shown(rule: RuleInfo) -> None:
    shown = [
        case for case in _mendable() if case.relative_to(ROOT).parts[0] == rule.id and _beside(case).exists()
    ]
    safeties = {item.fix.safety for case in shown for item in judged(case, _head(case)) if item.fix}
    assert rule.fix in safeties, f"no bad case of {rule.id} shows a fix that is {rule.fix}"


def _fixed(case: Path) -> dict[str, bytes]:
    """The files that change with all fixes of a case, made as often as they bring others to light."""
    tree = first = _head(case)
    for _ in range(_MOST_ROUNDS):
        applied = apply_repairs(judged(case, tree), set(Safety), tree.read)
        tree = MemoryTree({path: tree.read(path) for path in tree.files()} | applied.files)
        if not applied.files:
            return {path: tree.read(path) for path in tree.files() if tree.read(path) != first.read(path)}
    raise AssertionError("the fixes come to no end")


def findings_of(case: Path) -> str:
    """The findings of the rule that the case's folder is named after, one line each."""
    return "".join(f"{line}\n" for finding in judged(case, _head(case)) for line in _lines(finding))


def _head(case: Path) -> MemoryTree:
    """What is judged: of a case that compares its later side."""
    return tree_of(case / "head" if (case / "head").is_dir() else case)


def judged(case: Path, tree: MemoryTree) -> list[Finding]:
    """What the rule that the case's folder is named after has to say of a tree."""
    rule = case.relative_to(ROOT).parts[0]
    base = tree_of(case / "base") if (case / "head").is_dir() else None
    headers = dict(_HEADER.findall(tree.read(tree.files()[0]).decode(errors="replace")))
    select = (rule, *(name.strip() for name in headers.get("also", "").split(",") if name.strip()))
    policy = None if tree.is_dir("policies") else _policy(rule, headers)
    about = About(
        differing(base or tree, tree),
        headers.get("branch", ""),
        (headers.get("author", ""),),
        _deployed(case),
    )
    findings, failures = judge_tree(
        tree, policy, select=select, base=base, paths=("",) if base else None, about=about
    )
    # A case may show what needs a tool, or a cluster: that is said elsewhere, and here it is no matter.
    assert {failure.kind for failure in failures} <= _ELSEWHERE, failures
    mine = [item for item in findings if item.rule == rule and item.status is Status.ACTIVE]
    declared = CATALOGUE.infos[rule].fix
    made = {finding.fix.safety for finding in mine if finding.fix}
    assert made <= ({declared, Safety.SAFE} if declared else set()), "the decorator declares no such fix"
    return mine


def _deployed(case: Path) -> Callable[[Side], Deployed | None]:
    """What history says of a case: it has the objects below `earlier/`, whose header names the commit."""
    known = {}
    for file in (case / "earlier").glob("*.yaml"):
        commit, date, subject = dict(_HEADER.findall(file.read_text()))["commit"].split(" ", 2)
        for document in yaml.safe_load_all(file.read_text()):
            known[repr(document)] = Deployed(commit, date, subject)
    return lambda side: known.get(repr(side.resource.data))


def _policy(rule: str, headers: Mapping[str, str]) -> PolicySet:
    options = yaml.safe_load(headers.get("options", "{}"))
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in options.items()}
    known = (CATALOGUE.infos[rule].options or {}).get("properties", {})
    assert set(values) <= set(known), f"options of {rule} are {list(known)}"
    setting = RuleSetting(on=True, options=values)
    return PolicySet(kubernetes_version=headers.get("kubernetes"), rules={rule: setting})


def _lines(finding: Finding) -> Iterator[str]:
    start = finding.span.start
    yield f"{finding.path}:{start.line}:{start.column} {finding.rule}: {finding.message}"
    for related in finding.related:
        start = related.span.start
        yield f"  {related.path}:{start.line}:{start.column} {related.message}"


def test_memory_tree_is_a_tree() -> None:
    tree = MemoryTree({"a/b.yaml": b"x"})
    assert tree.is_dir("")
    assert tree.is_dir("a")
    assert tree.exists("a/b.yaml")
    assert not tree.is_dir("a/b.yaml")
