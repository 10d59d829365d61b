"""What is known about kinds without a schema: their scope, and which are no objects of the API at all."""

CLUSTER_SCOPED = frozenset(
    {
        ("", "ComponentStatus"),
        ("", "Namespace"),
        ("", "Node"),
        ("", "PersistentVolume"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ("apiregistration.k8s.io", "APIService"),
        ("authentication.k8s.io", "SelfSubjectReview"),
        ("authentication.k8s.io", "TokenReview"),
        ("authorization.k8s.io", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "SelfSubjectRulesReview"),
        ("authorization.k8s.io", "SubjectAccessReview"),
        ("certificates.k8s.io", "CertificateSigningRequest"),
        ("certificates.k8s.io", "ClusterTrustBundle"),
        ("flowcontrol.apiserver.k8s.io", "FlowSchema"),
        ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"),
        ("internal.apiserver.k8s.io", "StorageVersion"),
        ("networking.k8s.io", "IPAddress"),
        ("networking.k8s.io", "IngressClass"),
        ("networking.k8s.io", "ServiceCIDR"),
        ("node.k8s.io", "RuntimeClass"),
        ("policy", "PodSecurityPolicy"),
        ("rbac.authorization.k8s.io", "ClusterRole"),
        ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
        ("resource.k8s.io", "DeviceClass"),
        ("resource.k8s.io", "DeviceTaintRule"),
        ("resource.k8s.io", "ResourceSlice"),
        ("scheduling.k8s.io", "PriorityClass"),
        ("storage.k8s.io", "CSIDriver"),
        ("storage.k8s.io", "CSINode"),
        ("storage.k8s.io", "StorageClass"),
        ("storage.k8s.io", "VolumeAttachment"),
        ("storage.k8s.io", "VolumeAttributesClass"),
        ("storagemigration.k8s.io", "StorageVersionMigration"),
    }
)
"""Built-in kinds without a namespace (Kubernetes API reference, v1.25 to v1.35)."""

BUILT_IN_GROUPS = frozenset(
    {
        "",
        "admissionregistration.k8s.io",
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "apps",
        "auditregistration.k8s.io",
        "authentication.k8s.io",
        "authorization.k8s.io",
        "autoscaling",
        "batch",
        "certificates.k8s.io",
        "coordination.k8s.io",
        "discovery.k8s.io",
        "events.k8s.io",
        "extensions",
        "flowcontrol.apiserver.k8s.io",
        "imagepolicy.k8s.io",
        "internal.apiserver.k8s.io",
        "networking.k8s.io",
        "node.k8s.io",
        "policy",
        "rbac.authorization.k8s.io",
        "resource.k8s.io",
        "scheduling.k8s.io",
        "settings.k8s.io",
        "storage.k8s.io",
        "storagemigration.k8s.io",
    }
)
"""The groups that Kubernetes itself serves, or did; others below `k8s.io` come as CRDs of projects."""

ARGOCD_GROUP = "argoproj.io"
ARGOCD_KINDS = frozenset({"Application", "ApplicationSet", "AppProject"})

GROUPS_WITHOUT_PODS = frozenset(
    {
        "autoscaling.k8s.io",
        "bitnami.com",
        "cert-manager.io",
        "cilium.io",
        "cloud.google.com",
        "configuration.konghq.com",
        "constraints.gatekeeper.sh",
        "crd.projectcalico.org",
        "elbv2.k8s.aws",
        "external-secrets.io",
        "externaldns.k8s.io",
        "image.openshift.io",
        "keda.sh",
        "kyverno.io",
        "metallb.io",
        "networking.gke.io",
        "networking.istio.io",
        "policy.linkerd.io",
        "policy.networking.k8s.io",
        "projectcalico.org",
        "projectcontour.io",
        "route.openshift.io",
        "secrets-store.csi.x-k8s.io",
        "secrets.hashicorp.com",
        "security.istio.io",
        "security.openshift.io",
        "snapshot.storage.k8s.io",
        "telemetry.istio.io",
        "templates.gatekeeper.sh",
        "traefik.containo.us",
        "traefik.io",
        "vpcresources.k8s.aws",
    }
)
KINDS_WITHOUT_PODS = frozenset(
    {
        ("argoproj.io", "AnalysisTemplate"),
        ("argoproj.io", "AppProject"),
        ("argoproj.io", "Application"),
        ("argoproj.io", "ApplicationSet"),
        ("argoproj.io", "ClusterAnalysisTemplate"),
        ("gateway.networking.k8s.io", "BackendTLSPolicy"),
        ("gateway.networking.k8s.io", "GRPCRoute"),
        ("gateway.networking.k8s.io", "GatewayClass"),
        ("gateway.networking.k8s.io", "HTTPRoute"),
        ("gateway.networking.k8s.io", "ReferenceGrant"),
        ("gateway.networking.k8s.io", "TCPRoute"),
        ("gateway.networking.k8s.io", "TLSRoute"),
        ("gateway.networking.k8s.io", "UDPRoute"),
        ("grafana.integreatly.org", "GrafanaDashboard"),
        ("grafana.integreatly.org", "GrafanaDatasource"),
        ("monitoring.coreos.com", "AlertmanagerConfig"),
        ("monitoring.coreos.com", "PodMonitor"),
        ("monitoring.coreos.com", "Probe"),
        ("monitoring.coreos.com", "PrometheusRule"),
        ("monitoring.coreos.com", "ScrapeConfig"),
        ("monitoring.coreos.com", "ServiceMonitor"),
    }
)
"""Common custom kinds for which no controller starts pods that a Service is written for."""

CLIENT_SIDE_GROUPS = frozenset(
    {
        "apiserver.config.k8s.io",
        "apiserver.k8s.io",
        "audit.k8s.io",
        "client.authentication.k8s.io",
        "component-base.config.k8s.io",
        "eksctl.io",
        "k3d.io",
        "kind.x-k8s.io",
        "kubeadm.k8s.io",
        "kubecontrollermanager.config.k8s.io",
        "kubelet.config.k8s.io",
        "kubeproxy.config.k8s.io",
        "kubescheduler.config.k8s.io",
        "kustomize.config.k8s.io",
        "manifestlint.dev",
        "skaffold",
    }
)
"""Groups of configuration files that look like objects, and that no API server takes."""


def is_client_side(group: str, kind: str) -> bool:
    """Whether this is a tool's configuration file, such as a kustomization or a kubeconfig."""
    return group in CLIENT_SIDE_GROUPS or (group == "" and kind == "Config")


def is_built_in_group(group: str) -> bool:
    """Whether Kubernetes itself serves the group."""
    return group in BUILT_IN_GROUPS


def is_argocd(group: str, kind: str) -> bool:
    """Whether this is one of Argo CD's own kinds, which live where Argo CD does."""
    return group == ARGOCD_GROUP and kind in ARGOCD_KINDS


def may_run_pods(group: str, kind: str) -> bool:
    """Whether this is a custom kind for which a controller may start pods that no manifest shows."""
    if is_built_in_group(group) or group in GROUPS_WITHOUT_PODS:
        return False
    return (group, kind) not in KINDS_WITHOUT_PODS


def is_namespaced(group: str, kind: str) -> bool | None:
    """Whether objects of the kind live in a namespace; None for custom kinds that nothing here knows."""
    if group == ARGOCD_GROUP:
        return not kind.startswith("Cluster")
    if not is_built_in_group(group):
        return None
    return (group, kind) not in CLUSTER_SCOPED
