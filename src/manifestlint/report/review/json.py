"""A review for programs."""

import json
from dataclasses import asdict
from typing import Any

from manifestlint.core.review import Review, Touched
from manifestlint.report.json import finding_data
from manifestlint.report.json import render as render_report
from manifestlint.report.verdict import verdict
from manifestlint.report.written import written

FORMAT_VERSION = "1"


def render(review: Review) -> str:
    """One JSON object and a line break; `check` holds what `check --format json` tells."""
    content: dict[str, Any] = {
        "version": FORMAT_VERSION,
        "base": review.base,
        "head": review.head or None,
        "verdict": verdict(review.report),
        "passes": review.report.exit_code == 0,
        "versions": [asdict(each) for each in review.versions],
        "objects": [_object(each) for each in review.objects],
        "rolling": [asdict(each) for each in review.rolling],
        "fixed": [finding_data(review.report, each) for each in review.fixed],
        "rollback": {"command": review.rollback, "once": review.pending or None},
        "files": list(review.paths),
        "partial": review.partial,
        "check": json.loads(render_report(review.report)),
    }
    return written(content)


def _object(each: Touched) -> dict[str, Any]:
    return {name: value for name, value in asdict(each).items() if name != "told"}
