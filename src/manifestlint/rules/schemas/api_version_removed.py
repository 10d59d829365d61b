"""APIs that the cluster no longer has."""

from manifestlint.rulekit import Profile, Safety, Severity, reported_rule


@reported_rule(
    "api-version-removed",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    fix=Safety.SAFE,
    peers={
        "kube-linter": "no-extensions-v1beta",
        "trivy": "KSV-0107",
        "kyverno": "check-deprecated-apis",
        "gatekeeper": "VerifyDeprecatedAPI",
    },
)
def api_version_removed() -> None:
    """An object is written for an API version that this Kubernetes version no longer serves.

    The API server does not know it ("no matches for kind"), and Argo CD cannot sync the Application, also the
    objects in it that are right. What was removed when is seen in the published schemas of 1.25 and later;
    what went before is listed in the Kubernetes deprecated API migration guide.

    Write the `apiVersion` that the message names. Where fields changed with it, the message says which; the
    other rules look at them once the version is right. `manifestlint check --kubernetes-version` with the
    version of tomorrow answers whether a cluster can be upgraded.

    The fix writes it where the object means the same there.

    It is essential: nothing of it is applied.
    """
