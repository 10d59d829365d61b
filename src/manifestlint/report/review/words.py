"""The sentences of a review, the same for every format that people read."""

from collections.abc import Iterable, Iterator

from manifestlint.core.finding import Change, Finding
from manifestlint.core.review import Field, Review, Rolling, Touched, Version
from manifestlint.core.words import counted, enumerated, printable

FIELDS, OBJECTS, FINDINGS = 5, 12, 12
"""As many of each are told in full, so that a review stays on one screen."""
_WIDTH = 60
_NAMES = 3
_ADDED = "suppression-new"
_WHOLE = {"another registry", "another repository"}
"""The steps of which both references are told in full."""


def version(each: Version) -> str:
    """`hello-app v0.1.1 -> v0.1.2, patch`."""
    step = f", {each.step}" if each.step else ""
    where = f" in {_few(each.applications)}" if len(each.applications) > 1 else ""
    name = "" if each.step in _WHOLE else f"{each.name} "
    return printable(f"{name}{each.before} -> {each.after}{step}{where}")


def touched(each: Touched, review: Review) -> str:
    """`Deployment shop/web of shop-prod (Prune=false)`."""
    several = len({other.application for other in review.objects}) > 1
    of = f" of {each.application}" if several and each.application not in {"", "."} else ""
    return printable(f"{each.object}{of}{f' ({each.note})' if each.note else ''}")


def altered(each: Field) -> tuple[str, str]:
    """The field's path, and what becomes of it."""
    path = printable(each.path)
    if each.new is None:
        return path, f"removed, was {_short(each.old or 'null')}"
    if each.old is None:
        return path, f"set to {_short(each.new)}"
    if each.old == each.new:
        return path, f"changed ({_short(each.new)})"
    return path, f"{_short(each.old)} -> {_short(each.new)}"


def rolling(each: Rolling) -> str:
    """`Deployment shop/web rolls: never fewer than 2 of 2 pods ready (RollingUpdate, maxSurge 1)`."""
    if each.held:
        return printable(f"{each.object} does not roll: {each.held}")
    how = f" ({each.words})" if each.words else ""
    if each.lowest is None:
        return printable(f"{each.object} gets new pods{how}; how many stay ready is not known")
    if not each.replicas:
        return printable(f"{each.object} gets another template, and has no pods")
    pods = counted(each.replicas, "pod")
    ready = (
        f"never fewer than {each.lowest} of {pods} ready" if each.lowest else f"for a time 0 of {pods} ready"
    )
    worse = each.lowest_failed is not None and each.lowest_failed < each.lowest
    failed = f", {each.lowest_failed} if the new version fails" if worse else ""
    return printable(f"{each.object} rolls: {ready}{failed}{how}")


def findings(review: Review) -> list[Finding]:
    """Those that decide, the worst first, and behind them the suppressions that the policies let pass."""
    passed = (each for each in review.report.findings if each.rule == _ADDED and each.justification)
    return [*sorted(review.report.active, key=lambda each: -each.severity), *passed]


def place(finding: Finding, review: Review) -> str:
    """Where it stands, for whoever reads the review."""
    return printable(f"{review.report.shown(finding.path)}:{finding.span.start.line}")


def standing(finding: Finding) -> str:
    """Whom it reaches, if several, and why it might not count; empty where there is nothing to say."""
    said = [f"in {_few(finding.bundles)}"] if len(finding.bundles) > 1 else []
    if finding.change is Change.TOUCHED:
        said.append("there before")
    if finding.justification:
        said.append(finding.justification)
    return printable(f" ({', '.join(said)})") if said else ""


def fixed(review: Review) -> str:
    """What is wrong no more."""
    rules = dict.fromkeys(each.rule for each in review.fixed)
    return f"mends {counted(len(review.fixed), 'finding')}: {_few(rules)}"


def rollback(review: Review) -> tuple[str, str]:
    """When the way back is open, and the command."""
    return f"to roll back once {review.pending}" if review.pending else "to roll back", review.rollback


def groups(review: Review) -> Iterator[tuple[str, list[Touched]]]:
    """The objects by what becomes of them, without those of which the versions tell all."""
    for what in ("created", "changed", "pruned", "removed", "left behind", "out of sight"):
        found = [each for each in review.objects if each.what == what and each.told]
        if found:
            yield what, found


def nothing(review: Review) -> str:
    """Why no object is told; empty where some are."""
    if review.objects:
        return ""
    sure = "; what cannot be read is left out" if review.partial else ""
    return (
        f"no object changes, in {counted(len(review.paths), 'changed file')}{sure}"
        if review.paths
        else "nothing changes"
    )


def _few(names: Iterable[str]) -> str:
    known = list(names)
    more = len(known) - _NAMES
    return enumerated([*known[:_NAMES], f"{more} more"] if more > 1 else known)


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 3]}..."
