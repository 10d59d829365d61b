"""The front door: what a run is asked for, and the report that it gives."""

from manifestlint.api.apps import apps
from manifestlint.api.baseline import Baseline, baseline
from manifestlint.api.check import check
from manifestlint.api.request import Request, UsageError
from manifestlint.api.rules import rule_page, rules
from manifestlint.core.report import Report
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import PROFILES, SEVERITIES

__all__ = [
    "PROFILES",
    "SEVERITIES",
    "Baseline",
    "Report",
    "Request",
    "RuleInfo",
    "UsageError",
    "apps",
    "baseline",
    "check",
    "rule_page",
    "rules",
]
