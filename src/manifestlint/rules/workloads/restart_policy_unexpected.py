"""Pods that stay down when they fail."""

from collections.abc import Iterator
from dataclasses import dataclass

from manifestlint.model.shape import text
from manifestlint.model.workload import Workload
from manifestlint.rulekit import At, Problem, Profile, Severity, option, workload_rule


@dataclass(frozen=True, slots=True)
class Options:
    """What a team has agreed on."""

    allowed: tuple[str, ...] = option(("Always", "OnFailure"), "Restart policies that pods may have.")


@workload_rule(
    "restart-policy-unexpected",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"kube-linter": "restart-policy"},
)
def restart_policy_unexpected(workload: Workload, options: Options) -> Iterator[Problem]:
    """A pod has a restart policy that the team does not want, as a rule `Never`.

    With `Never` a container that fails stays down (Kubernetes docs, "Pod Lifecycle"): a bare Pod is lost
    with it, and a Job makes a new pod for each try. The option `allowed` says what pods may have. A policy
    that is left out is no finding, and whether the kind takes it is told by `restart-policy-invalid`.

    It is strict because `Never` is right for many Jobs: the pods of failed tries stay, with their logs.
    """
    policy = text(workload.pod.get("restartPolicy"))
    if policy and policy not in options.allowed:
        effect = ", so a container that fails stays down" if policy == "Never" else ""
        reason = f"restartPolicy {policy} is none of {', '.join(options.allowed)}{effect}"
        yield Problem(f"{workload.resource.id}: {reason}", at=At((*workload.pod_pointer, "restartPolicy")))
