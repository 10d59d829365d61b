"""`apps`: what Argo CD applies, without a verdict on it."""

from dataclasses import replace

from manifestlint.api.base import NONE
from manifestlint.api.check import check
from manifestlint.api.request import Request
from manifestlint.core.failure import FailureKind
from manifestlint.core.report import Report
from manifestlint.engine.flaws import SYNTAX

_ABOUT_THE_VERDICT = {FailureKind.POLICY_NOT_EVALUATED, FailureKind.RULE_CRASHED}


def apps(request: Request) -> Report:
    """Read what the request names; its findings are those of the PolicySet, if that is broken.

    Raises:
        UsageError: as `check` does.
    """
    report = check(replace(request, applications=True, base=NONE, select=(SYNTAX,), ignore=()))
    if report.applications is None:
        return report
    failures = tuple(item for item in report.failures if item.kind not in _ABOUT_THE_VERDICT)
    return replace(report, findings=(), failures=failures)
