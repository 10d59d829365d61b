"""The page in a real browser: it filters, obeys the keyboard, asks for nothing and runs nothing of others."""

import os
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from manifestlint.core.finding import Finding
from manifestlint.core.report import Report
from manifestlint.report import html
from tests.report.chromium import axe, browse
from tests.report.fixed import CLEAN, HOSTILE, REPORT

SHOWN = "document.querySelector('#shown').textContent"
RULES = """[...document.querySelectorAll(".finding:not([hidden])")].filter(each => each.checkVisibility())
  .map(each => each.querySelector("small").textContent.split(" ")[1])"""
FOCUS = "document.activeElement.closest('.finding')?.querySelector('small').textContent.split(' ')[1]"
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
ASK = """new Promise(done => {
  addEventListener("securitypolicyviolation", event => done(event.effectiveDirective));
  fetch("https://example.com/").then(() => done("left"), () => setTimeout(done, 500, "tried"));
})"""
INJECT = """(() => {
  const script = document.createElement("script");
  try { script.textContent = "window.hit = 2"; document.head.append(script); return "taken"; }
  catch { return "refused"; }
})()"""
SHOTS = "MANIFESTLINT_ARTEFACTS"
"""The variable with the folder in which pictures are kept."""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(tmp_path, REPORT)


def write(folder: Path, report: Report) -> Path:
    file = folder / "report.html"
    file.write_text(html.render(report), encoding="utf-8")
    return file


def test_filters_stand_in_the_address(page: Path) -> None:
    address = "decodeURIComponent(location.hash)"
    seen = browse(
        page,
        ("open", ""),
        ("see", SHOWN),
        ("click", ".numbers .error"),
        ("see", RULES),
        ("choose", "[data-key=application]", "shop-prod"),
        ("see", RULES),
        ("see", address),
        ("open", "#state=suppressed,baselined"),
        ("see", RULES),
        ("open", "#q=labels+web.yaml&rule=service-selects-nothing"),
        ("see", SHOWN),
        ("see", "document.querySelector('select[data-key=rule]').value"),
        ("type", "/"),
        ("type", "  nowhere"),
        ("see", SHOWN),
        ("see", "document.querySelector('#nothing').checkVisibility()"),
        ("click", "#clear"),
        ("see", SHOWN),
        ("see", address),
    )
    assert seen.values == [
        "10 findings",
        ["name-invalid", "image-tag-mutable"],
        ["image-tag-mutable"],
        "#severity=error&application=shop-prod",
        ["host-path-mounted", "host-path-mounted"],
        "1 of 10 findings",
        "service-selects-nothing",
        "0 of 10 findings",
        True,
        "10 findings",
        "",
    ]
    assert seen.console == []


def test_keyboard(page: Path) -> None:
    is_open = "document.activeElement.closest('.finding').open"
    seen = browse(
        page,
        ("open", ""),
        ("press", "j"),
        ("see", FOCUS),
        ("press", "j"),
        ("press", "ArrowDown"),
        ("see", FOCUS),
        ("press", "k"),
        ("see", FOCUS),
        ("see", is_open),
        ("press", "Enter"),
        ("see", is_open),
        ("see", "getComputedStyle(document.activeElement).outlineStyle"),
        ("press", "/"),
        ("type", "jk/readiness"),
        ("see", "document.querySelector('#search').value"),
        ("press", "Escape"),
        ("see", SHOWN),
        ("type", "readiness"),
        ("see", RULES),
        ("press", "ArrowDown"),
        ("see", FOCUS),
        ("press", "?"),
        ("see", "document.querySelector('#keys').matches(':popover-open')"),
        ("press", "Escape"),
        ("see", "document.querySelector('#keys').matches(':popover-open')"),
        ("see", SHOWN),
    )
    assert seen.values == [
        "name-invalid",
        "image-tag-mutable",
        "runs-as-root",
        True,
        False,
        "solid",
        "jk/readiness",
        "10 findings",
        ["readiness-probe-missing"],
        "readiness-probe-missing",
        True,
        False,
        "1 of 10 findings",
    ]


def test_nothing_of_others_runs_and_nothing_leaves(tmp_path: Path) -> None:
    attack = (
        '"><img src=https://example.com/x onerror=alert(1)><script>window.hit=1</script><svg/onload=alert(2)>'
    )
    evil = "</script></style><script>window.hit=1</script>"
    findings = tuple(_with(finding, attack + evil) for finding in HOSTILE.findings)
    page = write(tmp_path, replace(HOSTILE, findings=findings, notes=(attack, evil)))
    seen = browse(
        page,
        ("open", "#q=<img src=x onerror=alert(3)>"),
        ("click", "#clear"),
        ("click", ".finding button"),
        ("press", "Escape"),
        ("choose", "[data-key=application]", {"index": 1}),
        ("see", "[window.hit, document.images.length, document.querySelectorAll('svg, script').length]"),
        ("see", ASK),
        ("see", INJECT),
        ("see", "window.hit"),
    )
    assert seen.values == [[None, 0, 1], "connect-src", "refused", None]
    assert seen.dialogs == []
    assert seen.requests == [page.as_uri()]


def _with(finding: Finding, attack: str) -> Finding:
    return replace(
        finding, rule=attack, message=attack, path=attack, bundles=(attack, "shop"), justification=attack
    )


def test_day_night_and_everybody(page: Path, tmp_path: Path) -> None:
    """In both lights, with everything open, and on a phone: no complaint of axe-core, contrasts included."""
    shots = Path(os.environ.get(SHOTS) or tmp_path)
    shots.mkdir(parents=True, exist_ok=True)
    unfold = ("see", "document.querySelectorAll('details').forEach(e => e.open = true)")
    seen = browse(
        page,
        ("open", "", {"colorScheme": "light"}),
        ("see", PAPER),
        ("shot", str(shots / "report-light.png"), True),
        ("click", "#theme"),
        ("click", "#theme"),
        ("see", PAPER),
        unfold,
        ("axe", axe()),
        ("open", "", {"colorScheme": "dark"}),
        ("see", PAPER),
        ("shot", str(shots / "report-dark.png"), True),
        ("click", "#theme"),
        ("see", PAPER),
        unfold,
        ("axe", axe()),
        ("resize", 360, 740),
        ("see", "document.documentElement.scrollWidth"),
        ("shot", str(shots / "report-small.png"), False),
    )
    day, night = "rgb(252, 251, 249)", "rgb(21, 23, 27)"
    assert seen.values == [day, night, None, [], night, day, None, [], 360]
    assert (shots / "report-dark.png").stat().st_size > 10_000


def test_without_script_and_on_paper(page: Path) -> None:
    lines = "[...document.querySelectorAll('.finding .frame')].filter(e => e.checkVisibility()).length"
    tools = "[...document.querySelectorAll('#filters, #theme, .foot')].some(e => e.checkVisibility())"
    seen = browse(
        page,
        ("open", "", {"javaScriptEnabled": False}),
        ("see", lines),
        ("see", "document.querySelector('#filters').checkVisibility()"),
        ("media", {"media": "print", "colorScheme": "dark"}),
        ("see", tools),
        ("see", "getComputedStyle(document.documentElement).colorScheme"),
    )
    framed = sum(1 + len(each.related) + bool(each.fix) for each in REPORT.active)
    assert seen.values == [framed, False, False, "light"]


def test_a_clean_page_and_a_link_to_a_finding(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clean"
    folder.mkdir()
    seen = browse(
        write(folder, CLEAN),
        ("open", ""),
        ("see", "document.querySelector('h1').textContent"),
        ("axe", axe()),
    )
    assert (seen.values, seen.console) == (["Passes", []], [])
    old = next(each for each in REPORT.findings if each.rule == "readiness-probe-missing")
    seen = browse(page, ("open", f"#at={old.fingerprint[:16]}"), ("see", FOCUS))
    assert seen.values == ["readiness-probe-missing"]


def test_policy_lets_in_what_is_ours_alone() -> None:
    text = html.render(REPORT)
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    assert len(policy) == 1
    for kind in ("style", "script"):
        (content,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        hashed = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{hashed}'" in policy[0]
    assert policy[0].startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy[0]
