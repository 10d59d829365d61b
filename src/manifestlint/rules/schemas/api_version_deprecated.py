"""APIs that the cluster will lose."""

from manifestlint.rulekit import Profile, Safety, Severity, reported_rule


@reported_rule(
    "api-version-deprecated",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    fix=Safety.SAFE,
    peers={
        "kube-score": "stable-version",
        "kyverno": "check-deprecated-apis",
        "gatekeeper": "VerifyDeprecatedAPI",
    },
)
def api_version_deprecated() -> None:
    """An object is written for an API version that a later Kubernetes version drops.

    It works until the cluster is upgraded, and then the sync fails. Told are versions that a later release no
    longer has (seen in the published schemas), alpha and beta versions beside which a stable one is served
    (Kubernetes deprecation policy: they go some releases after it), and those that are announced as
    deprecated (release notes of 1.19 and 1.33).

    Write the `apiVersion` that the message names; the cluster takes it already, unless the message says with
    which version it comes.

    The fix writes it where the object means the same there.

    It is a warning because the object is still applied; recommended because the upgrade that ends this is
    not announced in Git.
    """
