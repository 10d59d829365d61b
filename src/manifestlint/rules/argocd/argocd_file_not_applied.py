"""Manifests that lie in an Application's folder, and never reach the cluster."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "argocd-file-not-applied",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "orphan-source"},
)
def argocd_file_not_applied() -> None:
    """A manifest below an Application's path is not applied by it.

    Argo CD reads a plain directory without its subdirectories unless `directory.recurse` is set, leaves out
    what `directory.exclude` matches or `directory.include` does not, skips files with the marker
    `+argocd:skip-file-rendering`, and silently ignores a file that it cannot parse unless the text looks like
    a manifest (Argo CD `reposerver/repository/repository.go`, `getPotentiallyValidManifests` and
    `getObjsFromYAMLOrJSON`, v3.1). Whoever merges the file believes that it is deployed.

    Set `recurse: true`, mend the pattern, or move the file to where nobody expects it to be applied. Files
    that hold no Kubernetes object, and those that another Application applies, are not told.

    It is a warning because a file may wait there on purpose; recommended because a file that was merged and
    does nothing is seen by nobody.
    """
