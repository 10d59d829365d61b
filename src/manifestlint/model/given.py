"""Objects that a cluster has before anything is applied to it."""

_ROLES = frozenset({"admin", "cluster-admin", "edit", "view"})
_OPENSHIFT_ROLES = frozenset({"basic-user", "cluster-reader", "cluster-status", "self-provisioner"})
_GIVEN = {
    "ClusterRole": _ROLES | _OPENSHIFT_ROLES,
    "ConfigMap": frozenset({"kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert"}),
    "Role": frozenset({"extension-apiserver-authentication-reader"}),
    "ServiceAccount": frozenset({"default", "builder", "deployer"}),
    "Namespace": frozenset({"default", "kube-node-lease", "kube-public", "kube-system"}),
}
"""What Kubernetes makes itself, in every namespace where the kind has one; some come from OpenShift or Istio.

Source: Kubernetes docs, "Using RBAC Authorization", "Namespaces", "Configure Service Accounts for Pods" and
`pkg/controller/certificates/rootcacertpublisher` (v1.35); OpenShift docs, "Using service accounts".
"""
_PREFIXES = {
    "ClusterRole": ("system:", "kubeadm:"),
    "PriorityClass": ("system-",),
    "Role": ("system:", "kubeadm:"),
}
_API_SERVER = ("default", "kubernetes")
_SYSTEM = "kube-system"


def is_given(kind: str, namespace: str, name: str) -> bool:
    """Whether a cluster brings the object itself; in `kube-system` nobody here knows what there is."""
    if namespace == _SYSTEM or (kind == "Service" and (namespace or "default", name) == _API_SERVER):
        return True
    prefixes = _PREFIXES.get(kind)
    return name in _GIVEN.get(kind, ()) or (prefixes is not None and name.startswith(prefixes))
