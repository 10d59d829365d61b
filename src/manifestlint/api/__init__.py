"""The front door: what a run is asked for, and the report that it gives."""

from manifestlint.api.apps import apps
from manifestlint.api.baseline import Baseline, baseline
from manifestlint.api.check import check
from manifestlint.api.fix import Fixed, diff, fix, save
from manifestlint.api.init import Init, init, take_up
from manifestlint.api.policies import schema
from manifestlint.api.request import Request, UsageError
from manifestlint.api.rules import rule, rules
from manifestlint.api.set_image import ImageSet, set_image
from manifestlint.core.report import Report
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import PROFILES, SEVERITIES
from manifestlint.fix.set_image import Edited, Said

__all__ = [
    "PROFILES",
    "SEVERITIES",
    "Baseline",
    "Edited",
    "Fixed",
    "ImageSet",
    "Init",
    "Report",
    "Request",
    "RuleInfo",
    "Said",
    "UsageError",
    "apps",
    "baseline",
    "check",
    "diff",
    "fix",
    "init",
    "rule",
    "rules",
    "save",
    "schema",
    "set_image",
    "take_up",
]
