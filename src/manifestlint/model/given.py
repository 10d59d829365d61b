"""Objects that a cluster has before anything is applied to it."""

_ROLES = frozenset({"admin", "cluster-admin", "edit", "view"})
_OPENSHIFT_ROLES = frozenset({"basic-user", "cluster-reader", "cluster-status", "self-provisioner"})
_GIVEN = {
    "ClusterRole": _ROLES | _OPENSHIFT_ROLES,
    "ConfigMap": frozenset({"kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert"}),
    "PriorityClass": frozenset({"system-cluster-critical", "system-node-critical"}),
    "ServiceAccount": frozenset({"default", "builder", "deployer", "pipeline"}),
    "Namespace": frozenset({"default", "kube-node-lease", "kube-public", "kube-system"}),
}
"""What Kubernetes makes itself, in every namespace where the kind has one; some come from OpenShift or Istio.

Source: Kubernetes `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`,
`pkg/controller/certificates/rootcacertpublisher/publisher.go`, `pkg/apis/scheduling/v1/helpers.go` (v1.35)
and docs, "Namespaces", "Configure Service Accounts for Pods"; OpenShift docs, "Using RBAC", "Using service
accounts" and OpenShift Pipelines docs, "Changing the default service account"; Istio
`CACertNamespaceConfigMap`. Names that begin with `kubeadm:` are in kubeadm's `app/constants/constants.go`.
"""
_PREFIXES = {"ClusterRole": ("system:", "kubeadm:")}
_API_SERVER = ("default", "kubernetes")
_SYSTEM = frozenset({"kube-node-lease", "kube-public", "kube-system"})


def is_given(kind: str, namespace: str, name: str) -> bool:
    """Whether a cluster brings the object itself.

    Nobody here knows what there is in `kube-system` and its like; the Roles that the API server makes are all
    there (Kubernetes `bootstrappolicy/namespace_policy.go`, v1.35).
    """
    if namespace in _SYSTEM or (kind == "Service" and (namespace or "default", name) == _API_SERVER):
        return True
    prefixes = _PREFIXES.get(kind)
    return name in _GIVEN.get(kind, ()) or (prefixes is not None and name.startswith(prefixes))
