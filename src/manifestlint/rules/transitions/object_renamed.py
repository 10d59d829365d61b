"""Objects that a change gives another name."""

from collections.abc import Iterator

from manifestlint.model.transition import Transition
from manifestlint.rulekit import Problem, Profile, Severity, transition_rule
from manifestlint.rules.transitions._data import lost_data
from manifestlint.rules.transitions._leaving import NAME, leaving
from manifestlint.rules.transitions._live import what_stops


@transition_rule("object-renamed", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def object_renamed(transition: Transition) -> Iterator[Problem]:
    """The change renames something that runs, or that traffic comes through: one is deleted, another created.

    No object can be renamed. Argo CD deletes the old one first, and within the same wave creates the new one
    only then (gitops-engine `pkg/sync/sync_context.go`, `runTasks`, v3.1), so that nobody is served until the
    new pods are ready; a Service gets another address, and whoever calls it by the old name finds nothing.

    With `PruneLast=true`, on the old object before the change or in the Application's sync options, the old
    one stays until all that is new is healthy. For a Service keep both names until all callers have changed.

    It is a warning because it works in the end; recommended because of the gap.
    """
    left = leaving(transition)
    if left is None or not left.is_deleted or not left.renamed_to or lost_data(left.side):
        return
    stops = what_stops(left.side)
    is_named_by_callers = left.side.facts.service is not None
    if not stops or (left.is_pruned_last and not is_named_by_callers):
        return
    who = f"Application {left.application.name}" if left.application else "whoever prunes"
    told = f"renamed to {left.renamed_to}, so {who} deletes it before that one is ready: {stops}"
    yield Problem(f"{left.side.id}: {told}", at=NAME)
