"""The one import of a rule author."""

from manifestlint.core.fix import AddItem, AddKey, Edit, Fix, Quote, RemoveKey, RenameKey, Safety, SetValue
from manifestlint.core.place import At, Pointer
from manifestlint.core.problem import Problem, Related
from manifestlint.core.severity import Profile, Severity
from manifestlint.rulekit.decorators import (
    bundle_rule,
    change_rule,
    container_rule,
    file_rule,
    reported_rule,
    repository_rule,
    resource_rule,
    transition_rule,
    workload_rule,
)
from manifestlint.rulekit.mend import appending, setting
from manifestlint.rulekit.options import option
from manifestlint.rulekit.refused import Fault, refusals, refused, respelt
from manifestlint.rulekit.rule import Rule

__all__ = [
    "AddItem",
    "AddKey",
    "At",
    "Edit",
    "Fault",
    "Fix",
    "Pointer",
    "Problem",
    "Profile",
    "Quote",
    "Related",
    "RemoveKey",
    "RenameKey",
    "Rule",
    "Safety",
    "SetValue",
    "Severity",
    "appending",
    "bundle_rule",
    "change_rule",
    "container_rule",
    "file_rule",
    "option",
    "refusals",
    "refused",
    "reported_rule",
    "repository_rule",
    "resource_rule",
    "respelt",
    "setting",
    "transition_rule",
    "workload_rule",
]
