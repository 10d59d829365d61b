"""No check of another tool is lost: each has a rule, or a reason.

`peers/<tool>.txt` holds the checks of a tool with what they are about, `peers/excuses.yaml` why some have no
rule, `peers/pending.txt` those that still want one, and `peers/disagreements.yaml` where we know better.
`peers/<tool>-templates.txt` names what the tool has no check of, but lets its users make checks of.
`--accept` writes `docs/peers.md` and takes out of `pending.txt` what has a rule by now.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from manifestlint.rules import CATALOGUE

HERE = Path(__file__).parent / "peers"
PAGE = Path(__file__).parents[1] / "docs" / "peers.md"
PENDING = HERE / "pending.txt"
TOOLS = {
    "kube-linter": "kube-linter v0.8.3",
    "kube-score": "kube-score v1.20.0",
    "polaris": "Polaris v10.2.2",
    "checkov": "checkov 3.3.30, Kubernetes and Argo Workflows",
    "trivy": "trivy-checks v2.2.0, Kubernetes",
}
EXCUSES = yaml.safe_load((HERE / "excuses.yaml").read_text(encoding="utf-8"))
DISAGREEMENTS = yaml.safe_load((HERE / "disagreements.yaml").read_text(encoding="utf-8"))


def _checks(tool: str) -> dict[str, str]:
    """What a tool checks: each id, and what it is about."""
    lines = (HERE / f"{tool}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _rules(tool: str) -> dict[str, list[str]]:
    """Our rules, by the tool's id."""
    found: dict[str, list[str]] = {}
    for rule in CATALOGUE.infos.values():
        for id in rule.peers.get(tool, ()):
            found.setdefault(id, []).append(rule.id)
    return found


def _excuse(about: str) -> int | None:
    """The number of the reason why there is no rule."""
    numbers = (
        number
        for number, excuse in enumerate(EXCUSES, 1)
        if any(fnmatchcase(about, pattern) for pattern in excuse["about"])
    )
    return next(numbers, None)


def _uncovered() -> set[str]:
    return {
        f"{tool} {id}"
        for tool in TOOLS
        for id, about in _checks(tool).items()
        if id not in _rules(tool) and _excuse(about) is None
    }


def _pending() -> set[str]:
    return set(PENDING.read_text(encoding="utf-8").splitlines()) if PENDING.exists() else set()


def test_every_check_has_a_rule_or_a_reason(accept: bool) -> None:
    if accept and PENDING.exists():
        left = sorted(_pending() & _uncovered())
        PENDING.write_text("".join(f"{line}\n" for line in left), encoding="utf-8")
        if not left:
            PENDING.unlink()
    assert _uncovered() == _pending(), (
        "run pytest --accept; what is more than pending needs a rule or an excuse"
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_rules_name_checks_that_there_are(tool: str) -> None:
    templates = HERE / f"{tool}-templates.txt"
    known = templates.read_text(encoding="utf-8").splitlines() if templates.exists() else ()
    assert set(_rules(tool)) <= {*_checks(tool), *known}, (
        "a misspelt id, or one that is missing in tests/peers"
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_both_covered_and_excused(tool: str) -> None:
    checks = _checks(tool)
    assert not {id for id in _rules(tool) if _excuse(checks.get(id, ""))}, (
        "take it out of tests/peers/excuses.yaml"
    )


def test_every_excuse_is_used() -> None:
    subjects = {about for tool in TOOLS for about in _checks(tool).values()}
    for excuse in EXCUSES:
        for pattern in excuse["about"]:
            assert any(fnmatchcase(about, pattern) for about in subjects), pattern


def test_disagreements_are_about_checks_that_there_are() -> None:
    for each in DISAGREEMENTS:
        assert each["check"] in _checks(each["peer"])


def test_page_is_current(accept: bool) -> None:
    page = "\n".join(_page()) + "\n"
    if accept:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "run pytest --accept"


def _page() -> Iterator[str]:
    yield "# For those who come from another tool\n"
    yield (
        "What these tools check, and the rules that do the same here. Several of their checks may be "
        "one rule, and one of theirs several rules. `manifestlint rules list --from kube-linter` "
        "says it for one tool.\n"
    )
    for tool, title in TOOLS.items():
        yield f"## {title}\n"
        yield "| check | about | rules |\n|---|---|---|"
        rules = _rules(tool)
        for id, about in sorted(_checks(tool).items()):
            yield f"| `{id}` | {about} | {_answer(rules.get(id, []), _excuse(about))} |"
        yield ""
    yield "## Not covered, because\n"
    yield from (f"{number}. {excuse['because']}" for number, excuse in enumerate(EXCUSES, 1))
    yield "\n## Where we say something else\n"
    yield "| tool | check | they | we do not, because |\n|---|---|---|---|"
    for each in sorted(DISAGREEMENTS, key=lambda each: (each["peer"], each["check"])):
        yield f"| {each['peer']} | `{each['check']}` | {each['they']} | {each['because']} |"


def _answer(rules: list[str], excuse: int | None) -> str:
    if rules:
        return ", ".join(f"[{id}](rules/{id}.md)" for id in sorted(rules))
    return f"not covered, because of {excuse}." if excuse else "to come"
