"""Roles that can start pods."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (
    Power(
        ("create", "update", "patch"), "apps", ("deployments", "daemonsets", "statefulsets", "replicasets")
    ),
    Power(("create", "update", "patch"), "", ("pods", "replicationcontrollers")),
    Power(("create", "update", "patch"), "batch", ("jobs", "cronjobs")),
)


@bundle_rule(
    "role-creates-pods",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={
        "kube-linter": "access-to-create-pods",
        "trivy": "KSV-0048",
    },
)
def role_creates_pods(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to start pods, or to change what workloads start.

    A pod may name any service account of its namespace and mount any Secret and ConfigMap there, so who
    starts pods has all of these; without Pod Security admission a pod reaches the node as well (Kubernetes
    docs, "Role Based Access Control Good Practices", "Workload creation"). A Deployment that can be changed
    is as good as a pod that can be made.

    Leave to Git and Argo CD what is deployed, and enforce a Pod Security Standard on the namespace where
    something else must start pods.

    It is strict: controllers that run things need this.
    """
    yield from told(bundle, "run any image with any service account of {}", *_POWERS)
