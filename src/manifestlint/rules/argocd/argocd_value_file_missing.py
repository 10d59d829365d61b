"""Value files that are not there."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "argocd-value-file-missing",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    peers={"argocd-source-lint": "broken-values-ref"},
)
def argocd_value_file_missing() -> None:
    """An Argo CD Application names a value file that is not in this repository.

    Helm then fails, and Argo CD syncs nothing of the whole Application. A path counts from the chart's
    folder, with `/` at its start from the repository's root, and behind `$ref/` always from the root of the
    repository with that `ref`, whatever `path` its source has (Argo CD docs, "Multiple Sources for an
    Application"; `reposerver/repository/repository.go`, `getResolvedValueFiles`, v3.1).

    Mend the path, or set `ignoreMissingValueFiles: true` where the file may be missing. Judged are files in
    this repository at the checked or the default branch; patterns and names with variables are left out.

    It is essential: nothing of the Application is synced.
    """
