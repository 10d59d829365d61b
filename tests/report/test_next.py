"""The last line, and the table of `--statistics`."""

from dataclasses import replace

import pytest

from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.finding import Finding, Status
from manifestlint.core.report import Report
from manifestlint.core.severity import Severity
from manifestlint.report.next import next_step
from manifestlint.report.statistics import Count, statistics, table
from manifestlint.report.text import Style, render
from tests.report.fixed import CLEAN, REPORT

TAG = next(each for each in REPORT.findings if each.rule == "image-tag-mutable")
SAFE = next(each for each in REPORT.findings if each.rule == "yaml-scalar-surprising")
UNSAFE = next(each for each in REPORT.findings if each.rule == "runs-as-root")
MANY = tuple(replace(TAG, ordinal=number) for number in range(51))


def of(*findings: Finding, **more: object) -> Report:
    return replace(CLEAN, findings=findings, **more)  # type: ignore[arg-type]


def missing(*tools: str) -> tuple[Failure, ...]:
    said = (f"a thing needs {tool} on PATH, and it is not there" for tool in tools)
    return tuple(Failure(FailureKind.NOT_RENDERABLE, "source a", each, "a") for each in said)


@pytest.mark.parametrize(
    ("report", "step"),
    [
        (CLEAN, ""),
        (of(TAG), ""),
        (of(TAG, policies=False), "manifestlint init, which writes a PolicySet to say what counts here"),
        (of(policies=False), ""),
        (of(SAFE), "1 finding can be mended with --fix"),
        (of(SAFE, SAFE, UNSAFE), "2 findings can be mended with --fix, 1 more with --unsafe-fixes"),
        (of(UNSAFE), "1 finding can be mended with --fix --unsafe-fixes; look at what it did"),
        (of(SAFE, more_fixes=True), "at least 1 finding can be mended with --fix"),
        (of(*MANY), "manifestlint baseline, which lets what is there wait until it is mended"),
        (of(*MANY[1:]), ""),
        (of(*MANY, base="f" * 40), ""),
        (of(*MANY, replace(TAG, status=Status.BASELINED)), ""),
        (of(*(replace(each, severity=Severity.WARNING) for each in MANY)), ""),
        (
            of(*MANY, policies=False),
            "manifestlint init, then manifestlint baseline, which lets what is there wait until it is mended",
        ),
        (of(SAFE, failures=missing("`helm`")), "install helm, so that all of it can be checked"),
        (
            of(failures=missing("`helm`", "`kustomize` or `kubectl`")),
            "install kubectl and helm, so that all of it can be checked",
        ),
        (
            of(failures=(replace(missing("`helm`")[0], status=Status.EXCEPTED),)),
            "",
        ),
        (of(failures=REPORT.failures), ""),
    ],
)
def test_what_to_do_next(report: Report, step: str) -> None:
    assert next_step(report) == (f"next: {step}" if step else "")
    assert render(report).count("\nnext: ") == bool(step)


def test_unsafe_fixes_that_somebody_asks_for() -> None:
    step = "next: 2 findings can be mended with --fix --unsafe-fixes; look at what it did"
    assert next_step(of(SAFE, UNSAFE), unsafe=True) == step


def test_statistics() -> None:
    mild = replace(TAG, severity=Severity.WARNING)
    report = of(SAFE, UNSAFE, mild, TAG, replace(TAG, status=Status.SUPPRESSED))
    assert statistics(report) == [
        Count("image-tag-mutable", "error", 2, 0),
        Count("yaml-scalar-surprising", "warning", 1, 1),
        Count("runs-as-root", "info", 1, 1),
    ]
    assert list(table(report)) == [
        "2  error    image-tag-mutable",
        "1  warning  yaml-scalar-surprising  1 fixable",
        "1  info     runs-as-root            1 fixable",
    ]
    told = render(report, Style(statistics=True))
    assert "\n\n2  error    image-tag-mutable\n" in told
    assert "image-tag-mutable\n1 " not in render(report)
    assert render(CLEAN, Style(statistics=True)) == render(CLEAN)
