"""What an editor asks: what is wrong in a repository as it stands in its buffers, and what helps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from manifestlint.api.base import NONE
from manifestlint.api.check import Checked, check_from
from manifestlint.api.request import Request
from manifestlint.api.workspace import Workspace, open_workspace
from manifestlint.argocd.tool import find_marker
from manifestlint.core.finding import Finding, Status
from manifestlint.core.fix import Repair, Safety, TextEdit
from manifestlint.core.report import Report
from manifestlint.source import Unreadable, decode
from manifestlint.triage.decide import is_suppressible

_ABOUT_POLICIES = "policyset"
"""The family of the rules that no comment silences."""


@dataclass(frozen=True, slots=True)
class View:
    """A repository as it was judged."""

    workspace: Workspace
    checked: Checked

    @property
    def report(self) -> Report:
        """What was found; fixes are not worked out until they are asked for."""
        return self.checked.report

    def text(self, path: str) -> str | None:
        """A file as it was judged, without a byte order mark; None where it is no text."""
        try:
            return decode(self.workspace.tree.read(path))
        except (OSError, Unreadable):
            return None

    def file(self, path: str) -> str | None:
        """The file that speaks for a path: itself, or what makes a folder a kustomization or a chart."""
        tree = self.workspace.tree
        if tree.is_dir(path):
            return find_marker(tree, "" if path == "." else path)
        return path if tree.exists(path) else None

    def repair(self, finding: Finding) -> Repair | None:
        """How to mend a finding."""
        from manifestlint.fix import resolve

        judging = self.checked.judging
        if judging is None or finding.status is not Status.ACTIVE:
            return None
        return resolve(finding, judging.sources, judging.scope.tells_of)

    def mended(self, path: str) -> str | None:
        """A file with all that has one right answer mended; None where there is nothing to mend."""
        from manifestlint.fix import apply_repairs

        found = (
            replace(finding, fix=self.repair(finding))
            for finding in self.report.active
            if finding.path == path and finding.offer and finding.offer.fix.safety is Safety.SAFE
        )
        here = [item for item in found if item.fix and all(edit.path == path for edit in item.fix.edits)]
        files = apply_repairs(here, {Safety.SAFE}, self.workspace.tree.read).files
        return decode(files[path]) if path in files else None

    def silencing(self, finding: Finding) -> TextEdit | None:
        """The comment that silences a finding, still without a reason; None where none would."""
        from manifestlint.fix import silencing

        judging = self.checked.judging
        rule = self.report.rules.get(finding.rule)
        if judging is None or (rule and rule.family == _ABOUT_POLICIES):
            return None
        if not is_suppressible(finding, judging.outcome, judging.judge):
            return None
        try:
            return silencing(finding, judging.sources.get(finding.path))
        except Unreadable:
            return None


def view(folder: Path, buffers: Mapping[Path, bytes]) -> View:
    """Judge a folder as it would be if the buffers in it were saved.

    Raises:
        UsageError: as `check` does.
    """
    request = Request(paths=(folder,), buffers=buffers, base=NONE, most_fixes=0, cwd=folder)
    workspace = open_workspace(request)
    return View(workspace, check_from(request, workspace, None))


def governed_folder(file: Path, buffers: Mapping[Path, bytes]) -> Path | None:
    """What is judged with a file: all that its PolicySet governs, else its repository; None: it has neither.

    Raises:
        UsageError: as `check` does.
    """
    folder = next(parent for parent in file.parents if parent.is_dir())
    workspace = open_workspace(Request(paths=(folder,), buffers=buffers, cwd=folder))
    if workspace.policies is not None:
        return workspace.tree.root / workspace.policies.base
    return workspace.tree.root if workspace.in_git else None
