"""Objects that wait for a Secret."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "secret-missing",
    severity=Severity.WARNING,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "env-value-from"},
)
def secret_missing(bundle: Bundle) -> Iterator[Problem]:
    """A Secret is named that nothing in the repository brings.

    Pods that take values or files from it do not start, and an Ingress or Gateway serves another certificate
    or none (Kubernetes docs, "Secrets"; "Ingress", TLS). Bring it, as a SealedSecret or an ExternalSecret for
    example, correct the name, or say in `external` of the PolicySet that it exists. Pull secrets are not
    looked at, for without them an image is pulled all the same.

    Secrets often come from elsewhere, so the rule speaks only where others for the same namespace come from
    here.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    It is strict because a Secret made by hand is no mistake.
    """
    for each in missing(bundle, "Secret"):
        if each.is_managed:
            pods = each.facts.pod is not None
            yield each.problem("its pods do not start" if pods else "there is no certificate to serve")
