"""Pods that wait for a ConfigMap."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.references._missing import missing


@bundle_rule(
    "config-map-missing",
    severity=Severity.WARNING,
    profile=Profile.RECOMMENDED,
    since="0.1",
    peers={"kube-linter": "env-value-from"},
)
def config_map_missing(bundle: Bundle) -> Iterator[Problem]:
    """Pods take values or files from a ConfigMap that nothing in the repository brings.

    Without it they do not start: the container stays in `CreateContainerConfigError`, or the volume is never
    mounted (Kubernetes docs, "ConfigMaps"). The usual reason is a renamed ConfigMap, or another namespace: a
    pod only sees those of its own. Bring it, correct the name, or say `optional: true` where the program can
    do without it.

    Looked at is everything that lands in the same cluster, as far as it lies here. What a controller is told
    to make counts, and so does what `external` of the PolicySet names. Nothing is said where something is
    applied to the same namespace that cannot be read here.

    Files that no Application applies need not be all there is: there, the rule speaks only if the same folder
    has ConfigMaps.

    It is recommended, not essential, because the ConfigMap may be in the cluster already.
    """
    for each in missing(bundle, "ConfigMap"):
        if each.is_expected:
            yield each.problem("its pods do not start")
