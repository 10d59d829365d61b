"""Applications that a change gives other rights."""

from collections.abc import Iterator

from manifestlint.model.resource import at
from manifestlint.model.transition import Change
from manifestlint.rulekit import Problem, Profile, Severity, change_rule
from manifestlint.rules.transitions._applications import applications


@change_rule(
    "application-project-changed",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kyverno": "application-prevent-updates-project"},
)
def application_project_changed(change: Change) -> Iterator[Problem]:
    """The change puts an Argo CD Application into another AppProject.

    The AppProject says which sources, clusters, namespaces and kinds the Application may use, and whose roles
    may sync it (Argo CD docs, "Projects"). Another one may allow what was forbidden on purpose.

    It is strict because Applications do move from team to team.
    """
    before = applications(change.before)
    for key, new in applications(change.after).items():
        old = before.get(key)
        was, now = (old.application.project if old else ""), new.application.project
        if was and now and was != now:
            text = f"{new.facts.id}: project {now} decides what it may do, no longer {was}"
            yield Problem(text, at=at("spec", "project"), resource=new.facts.ref)
