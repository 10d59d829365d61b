"""Pods that a namespace of the level restricted does not admit."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.model.pod_security import Level
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.security._level import Options, not_admitted


@bundle_rule("pod-security-restricted", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def pod_security_restricted(bundle: Bundle, options: Options) -> Iterator[Problem]:
    """A namespace enforces the level restricted of the Pod Security Standards, and pods do not meet it.

    The API server takes the Deployment and refuses each of its pods, so the rollout stalls with
    `FailedCreate` events (Kubernetes docs, "Pod Security Admission"). Where the level and its version are
    read, and what is left alone, is as in `pod-security-baseline`; the level restricted asks for what
    baseline does, and for hardening beyond it, as its own text has it: `runAsNonRoot: true` also where
    `runAsUser` names a user, and `ALL` in capital letters.

    Each control has its own rule, which says where the setting is missing: `runs-as-root`, `seccomp-missing`,
    `capabilities-not-dropped`, `privilege-escalation-not-forbidden` and so on. Harden the pods, or run them
    in a namespace that admits them.

    With the option `namespaces` a team asks for the level also where no label does.

    It is essential: none of these pods runs.
    """
    return not_admitted(bundle, Level.RESTRICTED, options.namespaces)
