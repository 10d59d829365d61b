"""ApplicationSets that find nothing."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule(
    "argocd-generator-empty",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"argocd-source-lint": "unresolvable-generator"},
)
def argocd_generator_empty() -> None:
    """A git generator of an ApplicationSet matches no folder and no file of this repository.

    It makes no Application, and those that it made before are deleted, with all that they deployed unless
    the ApplicationSet preserves it (Argo CD docs, "Git Generator" and "Controlling Resource Modification").
    Mostly a folder was renamed, or the pattern counts from the wrong place: paths are those of the
    repository from its root, `*` stops at a slash, and hidden folders are never seen.

    A generator that needs the cluster or another repository is no finding: it is a failure of the kind
    `not-expandable`, since its Applications cannot be checked.

    It is a warning because the first folder may be yet to come; recommended because otherwise what was
    deployed is deleted.
    """
