"""Pods that a namespace of the level baseline does not admit."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.pod_security import Level
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.security._level import Options, not_admitted


@bundle_rule("pod-security-baseline", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_security_baseline(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """A namespace enforces the level baseline of the Pod Security Standards, and pods do not meet it.

    The API server takes the Deployment and refuses each of its pods, so the rollout stalls with
    `FailedCreate` events (Kubernetes docs, "Pod Security Admission"; k8s.io/pod-security-admission
    `admission/admission.go`, v0.37). Judged are namespaces whose Namespace object is applied to the same
    cluster, or whose Application sets `managedNamespaceMetadata`, and has the label
    `pod-security.kubernetes.io/enforce: baseline`; `pod-security.kubernetes.io/enforce-version` says of
    which release the standard is, else it is that of the cluster. What is only to be warned of (`warn`) is
    let in, and told by `pod-security-warned`; `audit` is not told. Where several manifests of a namespace say
    different things, nothing is told.

    Each control has its own rule, which says where the setting stands: `privileged-container`,
    `host-path-mounted` and so on. Take the setting out, or run the workload in a namespace that admits it.

    With the option `namespaces` a team asks for the level also where no label does.

    It is essential: none of these pods runs.
    """
    return not_admitted(bundle, Level.BASELINE, options.namespaces)
