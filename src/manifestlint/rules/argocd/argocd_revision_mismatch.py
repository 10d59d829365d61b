"""Applications that do not follow what is merged here."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "argocd-revision-mismatch",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"argocd-source-lint": "revision-mismatch"},
)
def argocd_revision_mismatch() -> None:
    """An Argo CD Application follows another branch, a tag or a commit of this repository.

    What is merged into the checked branch is then not deployed by it, until its `targetRevision` is moved
    (Argo CD docs, "Tracking and Deployment Strategies"). Nor are its objects judged here: they are those of
    the other revision.

    That is how releases are promoted in many teams, so nothing is wrong with it; whoever approves a change
    should know. The checked branch and the default one are not told.

    It is an info, and strict, for that reason.
    """
