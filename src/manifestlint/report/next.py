"""What to do next, in one line."""

from manifestlint.core.failure import FailureKind
from manifestlint.core.finding import Status
from manifestlint.core.fix import Safety
from manifestlint.core.report import Report
from manifestlint.core.words import counted, enumerated

_MANY = 50
"""With more findings than this nobody begins to use a tool by mending them."""
_TOOLS = ("kustomize", "kubectl", "helm")


def next_step(report: Report, *, unsafe: bool = False) -> str:
    """The one thing that helps most; empty where there is nothing to do, or only what the findings say."""
    steps = (_install(report), _wait(report), _mend(report, unsafe=unsafe), _begin(report))
    return next(filter(None, steps), "")


def _install(report: Report) -> str:
    """The programs that charts and kustomizations need."""
    missing = [
        failure.message
        for failure in report.active_failures
        if failure.kind is FailureKind.NOT_RENDERABLE and "on PATH" in failure.message
    ]
    tools = [tool for tool in _TOOLS if any(f"`{tool}`" in message for message in missing)]
    if not tools:
        return ""
    needed = (["kubectl"] if "kustomize" in tools else []) + (["helm"] if "helm" in tools else [])
    return f"next: install {enumerated(needed)}, so that all of it can be checked"


def _wait(report: Report) -> str:
    """A baseline, where there is much of old and no change is judged."""
    known = any(finding.status is Status.BASELINED for finding in report.findings)
    failing = sum(finding.severity >= report.fail_on for finding in report.active)
    if report.base or known or failing <= _MANY:
        return ""
    before = "" if report.policies else "manifestlint init, then "
    return f"next: {before}manifestlint baseline, which lets what is there wait until it is mended"


def _mend(report: Report, *, unsafe: bool) -> str:
    """What has a fix."""
    safe, risky = len(report.fixable(Safety.SAFE)), len(report.fixable(Safety.UNSAFE))
    least = "at least " if report.more_fixes else ""
    if risky and (unsafe or not safe):
        number = counted(safe + risky, "finding")
        return f"next: {least}{number} can be mended with --fix --unsafe-fixes; look at what it did"
    if safe:
        more = f", {risky} more with --unsafe-fixes" if risky else ""
        return f"next: {least}{counted(safe, 'finding')} can be mended with --fix{more}"
    return ""


def _begin(report: Report) -> str:
    """A PolicySet, where none says what the repository wants."""
    if report.policies or report.unusable or not report.active:
        return ""
    return "next: manifestlint init, which writes a PolicySet to say what counts here"
