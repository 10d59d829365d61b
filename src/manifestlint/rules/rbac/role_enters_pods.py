"""Roles that can run commands in pods."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (
    Power(("create",), "", ("pods/exec", "pods/attach")),
    Power(("update", "patch"), "", ("pods/ephemeralcontainers",)),
)


@bundle_rule(
    "role-enters-pods",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "polaris": (
            "clusterrolePodExecAttach",
            "rolePodExecAttach",
            "clusterrolebindingPodExecAttach",
            "rolebindingClusterRolePodExecAttach",
            "rolebindingRolePodExecAttach",
        ),
        "checkov": "CKV2_K8S_2",
        "trivy": ("KSV-0053", "KSV-0054"),
    },
)
def role_enters_pods(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to run commands in running pods.

    `pods/exec` and `pods/attach` give a shell in every pod that they reach, with its service account and its
    mounted Secrets, and `pods/ephemeralcontainers` adds a container to it. The first two
    take the verb `create`, the last `update` or `patch`. That `get` is enough before Kubernetes 1.35 is told
    by `role-reading-enters-pods`.

    Give it to people for a time, not to programs for ever.

    It is strict: some backup and test tools work this way.
    """
    yield from told(bundle, "run commands in the pods of {}", *_POWERS)
