"""Roles that reach the kubelets."""

from collections.abc import Iterator

from manifestlint.model.bundle import Bundle
from manifestlint.rulekit import Problem, Profile, Severity, bundle_rule
from manifestlint.rules.rbac._grants import Power, told

_POWERS = (Power(("get", "create"), "", ("nodes/proxy",), in_namespaces=False),)


@bundle_rule(
    "role-proxies-to-nodes",
    severity=Severity.INFO,
    profile=Profile.STRICT,
    since="0.1",
    peers={"checkov": "CKV2_K8S_2", "trivy": "KSV-0047", "kyverno": "restrict-clusterrole-nodesproxy"},
)
def role_proxies_to_nodes(bundle: Bundle) -> Iterator[Problem]:
    """A role allows its holders to talk to the kubelets through `nodes/proxy`.

    The kubelet's API runs commands in every pod of its node, and neither the audit log nor admission sees it.
    Already `get` is enough, for a WebSocket begins with it (Kubernetes docs, "Role Based Access Control Good
    Practices", "Access to proxy subresource of Nodes"). A Role cannot give it, since nodes are in no
    namespace.

    For metrics allow `nodes/metrics` and `nodes/stats` instead, and where the kubelet has fine-grained
    authorization (KEP-2862, beta in 1.33), also `nodes/healthz`, `nodes/pods` and `nodes/configz`.

    It is strict: older monitoring needs it.
    """
    yield from told(bundle, "run commands in every pod of {}", *_POWERS)
