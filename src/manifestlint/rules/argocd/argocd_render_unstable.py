"""Charts that are never twice the same."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("argocd-render-unstable", severity=Severity.WARNING, profile=Profile.RECOMMENDED, since="0.1")
def argocd_render_unstable() -> None:
    """A chart gives another object each time it is rendered.

    Argo CD renders anew at every refresh, so a password by `randAlphaNum`, a certificate by `genCA` or the
    time by `now` is a difference each time: the Application is never Synced for long, and with automated sync
    the value in the cluster is replaced again and again, under the pods that use it (Argo CD docs, "Helm",
    "Random Data"). A guard by `lookup` does not help, because Argo CD runs `helm template`, where `lookup`
    finds nothing.

    Give the value by a parameter, make it by an operator, or let the Application ignore the difference. The
    chart is rendered a second time where its templates call such a function, and what differs is told; hooks
    and ignored differences are not, and a time that changes by the day is not seen.

    It is a warning because every sync succeeds; recommended because what Git says then never settles in the
    cluster.
    """
