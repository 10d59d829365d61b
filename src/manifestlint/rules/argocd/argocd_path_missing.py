"""Applications of a folder that is not there."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "argocd-path-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"argocd-source-lint": "phantom-target"},
)
def argocd_path_missing() -> None:
    """An Argo CD Application's path is no folder of this repository.

    Argo CD then says "app path does not exist" in the condition ComparisonError, and syncs nothing of the
    whole Application (Argo CD `util/app/path/path.go`, `Path`, v3.1). Letter case counts, and so does what
    git ignores: a folder that only your disk has is not there.

    Mend `path`, or commit the folder together with the Application. Judged are sources whose `repoURL` is
    this repository and whose revision is the checked or the default branch.

    It is essential: nothing of the Application is synced.
    """
