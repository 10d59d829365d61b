"""Objects that controllers make of others, so that they exist without a manifest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from manifestlint.model.copies import is_copied, starts
from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping, mappings, sequence, text

ANYWHERE = "*"
ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class Product:
    """A core object that appears by itself; its name may be a glob."""

    kind: str
    name: str
    namespace: str = ""
    """Empty: that of the object it is made of; `*` where nothing here says."""
    adds: bool = False
    """Only keys are added: the object itself comes from elsewhere."""


def has_maker(group: str, kind: str) -> bool:
    """Whether it is known exactly what is made of objects of a kind."""
    return (group, kind) in _MAKERS


def read_products(resource: Resource) -> Iterator[Product]:
    """What a controller makes of an object, as far as its manifest names it.

    What might be made counts as made: whoever looks for what is missing must not find too much.
    """
    id = resource.id
    maker = _MAKERS.get((id.group, id.kind))
    if maker is not None:
        yield from maker(resource)
    if id.group == "" and id.kind in {"ConfigMap", "Secret"} and is_copied(resource):
        yield Product(id.kind, id.name, ANYWHERE)
    template = _TEMPLATES.get((id.group, id.kind))
    if maker is not None and template is not None and is_copied(resource, *template):
        yield from (replace(each, namespace=ANYWHERE) for each in maker(resource))
    if not id.group.endswith(_BUILT_IN) and id.group:
        yield from _connection(resource)


def _own(resource: Resource) -> Iterator[Product]:
    """A Secret of the same name. A SealedSecret's template cannot say another (sealed-secrets
    `pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go`, `Unseal`, v0.30)."""
    yield Product("Secret", resource.id.name)


def _everywhere(resource: Resource) -> Iterator[Product]:
    """trust-manager's Bundle and ClusterBundle, and ClusterSecret, write into the namespaces that they select
    (trust-manager `pkg/apis/trust/v1alpha1/types_bundle.go`, v0.25; ClusterSecret, README)."""
    yield Product("ConfigMap", resource.id.name, ANYWHERE)
    yield Product("Secret", resource.id.name, ANYWHERE)


def _external(resource: Resource) -> Iterator[Product]:
    """External Secrets Operator docs, "Lifecycle" and "Targeting Custom Resources", v1.3."""
    target = mapping(resource.get("spec", "target"))
    kind = text(dig(target, "manifest", "kind")) or "Secret"
    yield from _by_policy(target, Product(kind, text(target.get("name")) or resource.id.name))


def _by_policy(target: dict[str, Any], product: Product) -> Iterator[Product]:
    """The policy Merge expects the Secret, and None does nothing."""
    policy = target.get("creationPolicy")
    if policy != "None":
        yield replace(product, adds=policy == "Merge")


def _cluster_external(resource: Resource) -> Iterator[Product]:
    """Its ExternalSecrets stand in namespaces that are selected by labels (External Secrets Operator
    `apis/externalsecrets/v1/clusterexternalsecret_types.go`)."""
    name = text(resource.get("spec", "externalSecretName")) or resource.id.name
    target = mapping(resource.get("spec", "externalSecretSpec", "target"))
    yield from _by_policy(target, Product("Secret", text(target.get("name")) or name, ANYWHERE))


def _certificate(resource: Resource) -> Iterator[Product]:
    """cert-manager docs, "Certificate resource"."""
    yield from _secrets([text(resource.get("spec", "secretName"))])


def _issued(resource: Resource) -> Iterator[Product]:
    """cert-manager makes a Certificate for an annotated Ingress, Gateway or ListenerSet (cert-manager
    `pkg/controller/certificate-shim/sync.go`, v1.21)."""
    annotations = mapping(resource.get("metadata", "annotations"))
    if starts(annotations, _ISSUERS):
        yield from _secrets(text(item.get("secretName")) for _, item in mappings(resource.get("spec", "tls")))
        for _, listener in mappings(resource.get("spec", "listeners")):
            for _, item in mappings(dig(listener, "tls", "certificateRefs")):
                yield Product("Secret", text(item.get("name")), text(item.get("namespace")))


def _vault(resource: Resource) -> Iterator[Product]:
    """Without `create` the Secret must be there (Vault Secrets Operator `api/v1beta1/common.go`,
    `Destination`)."""
    destination = mapping(resource.get("spec", "destination"))
    name = text(destination.get("name"))
    if name:
        yield Product("Secret", name, adds=destination.get("create") is not True)


def _provider(resource: Resource) -> Iterator[Product]:
    """Secrets Store CSI Driver docs, "Sync as Kubernetes Secret"."""
    objects = mappings(resource.get("spec", "secretObjects"))
    yield from _secrets(text(item.get("secretName")) for _, item in objects)


def _sops(resource: Resource) -> Iterator[Product]:
    """sops-secrets-operator `api/v1alpha3/sopssecret_types.go`."""
    templates = mappings(resource.get("spec", "secretTemplates"))
    yield from _secrets(text(item.get("name")) for _, item in templates)


def _named_in(*path: str) -> Callable[[Resource], Iterator[Product]]:
    """A Secret that the spec names, by a text or by `name`/`secretName` and a namespace."""

    def read(resource: Resource) -> Iterator[Product]:
        found = resource.get("spec", *path)
        data = mapping(found)
        name = text(found) or text(data.get("name")) or text(data.get("secretName"))
        if name:
            namespace = text(data.get("namespace")) or text(data.get("secretNamespace"))
            yield Product("Secret", name, namespace)

    return read


def _infisical(resource: Resource) -> Iterator[Product]:
    """Infisical `api/v1alpha1/infisicalsecret_types.go`."""
    yield from _named_in("managedSecretReference")(resource)
    for field, kind, prefix in _INFISICAL:
        for _, item in mappings(resource.get("spec", field)):
            yield Product(kind, text(item.get(f"{prefix}Name")), text(item.get(f"{prefix}Namespace")))


def _operated(resource: Resource) -> Iterator[Product]:
    """The Service that Prometheus Operator makes, one for all objects of a kind in a namespace (its API
    reference, `serviceName`)."""
    yield Product("Service", _GOVERNING[resource.id.kind])


def _chart(resource: Resource) -> Iterator[Product]:
    """What a chart brings is not known here: anything in the namespace that it is installed to (Flux docs,
    "Helm Releases"; k3s-io/helm-controller `pkg/apis/helm.cattle.io/v1/types.go`)."""
    written = text(resource.get("spec", "targetNamespace"))
    own = "" if resource.id.kind == "HelmRelease" else ANYWHERE
    yield Product(ANYTHING, ANYTHING, written or own)


def _subscription(_: Resource) -> Iterator[Product]:
    """Operator Lifecycle Manager brings an operator with its accounts and Services (its docs,
    "Subscription")."""
    yield Product(ANYTHING, ANYTHING)


def _key_vault(resource: Resource) -> Iterator[Product]:
    """akv2k8s docs, "AzureKeyVaultSecret"."""
    for field, kind in (("secret", "Secret"), ("configMap", "ConfigMap")):
        name = text(resource.get("spec", "output", field, "name"))
        if name:
            yield Product(kind, name)


def _user(resource: Resource) -> Iterator[Product]:
    """Strimzi may put something before the user's name (Strimzi `EntityUserOperatorSpec.java`,
    `secretPrefix`)."""
    yield Product("Secret", f"*{resource.id.name}")


def _bucket(resource: Resource) -> Iterator[Product]:
    """An ObjectBucketClaim brings its settings and its keys."""
    yield from (Product(kind, resource.id.name) for kind in ("ConfigMap", "Secret"))


def _data_volume(resource: Resource) -> Iterator[Product]:
    yield Product("PersistentVolumeClaim", resource.id.name)


def _claims(resource: Resource) -> Iterator[Product]:
    """A StatefulSet's claims are called by template, set and number."""
    for _, claim in mappings(resource.get("spec", "volumeClaimTemplates")):
        name = text(dig(claim, "metadata", "name"))
        yield Product("PersistentVolumeClaim", f"{name}-{resource.id.name}-*")


def _served(resource: Resource) -> Iterator[Product]:
    """OpenShift makes a certificate for an annotated Service."""
    annotations = mapping(resource.get("metadata", "annotations"))
    for group in ("beta", "alpha"):
        yield from _secrets([text(annotations.get(f"service.{group}.openshift.io/serving-cert-secret-name"))])


def _generated(resource: Resource) -> Iterator[Product]:
    """What Kyverno's rules generate; a name with a variable may be any."""
    for _, rule in mappings(resource.get("spec", "rules")):
        made = mapping(rule.get("generate"))
        for each in (made, *sequence(made.get("foreach"))):
            for kind in (text(dig(each, "kind")), *sequence(dig(each, "cloneList", "kinds"))):
                name = text(dig(each, "name"))
                known = name if name and "{{" not in name else ANYWHERE
                if isinstance(kind, str) and kind:
                    yield Product(kind.rpartition("/")[2], known, ANYWHERE)


def _connection(resource: Resource) -> Iterator[Product]:
    """Crossplane and others write there how to connect (Crossplane docs, "Connection Details", v1.19)."""
    yield from _named_in("writeConnectionSecretToRef")(resource)


def _secrets(names: Iterable[str]) -> Iterator[Product]:
    yield from (Product("Secret", name) for name in names if name)


_BUILT_IN = (".k8s.io", "apps", "batch", "autoscaling", "policy")
_ISSUERS = ("cert-manager.io/", "acme.cert-manager.io/", "certmanager.k8s.io/", "kubernetes.io/tls-acme")
_INFISICAL = (
    ("managedKubeConfigMapReferences", "ConfigMap", "configMap"),
    ("managedKubeSecretReferences", "Secret", "secret"),
)
_GOVERNING = {
    "Alertmanager": "alertmanager-operated",
    "Prometheus": "prometheus-operated",
    "ThanosRuler": "thanos-ruler-operated",
}
_TEMPLATES = {
    ("bitnami.com", "SealedSecret"): ("spec", "template", "metadata"),
    ("cert-manager.io", "Certificate"): ("spec", "secretTemplate"),
    ("external-secrets.io", "ExternalSecret"): ("spec", "target", "template", "metadata"),
}
"""Where the annotations of what is made stand."""
_MAKERS: dict[tuple[str, str], Callable[[Resource], Iterator[Product]]] = {
    ("", "Service"): _served,
    ("apps", "StatefulSet"): _claims,
    ("bitnami.com", "SealedSecret"): _own,
    ("cdi.kubevirt.io", "DataVolume"): _data_volume,
    ("cert-manager.io", "Certificate"): _certificate,
    ("clustersecret.io", "ClusterSecret"): _everywhere,
    ("external-secrets.io", "ClusterExternalSecret"): _cluster_external,
    ("external-secrets.io", "ExternalSecret"): _external,
    ("gateway.networking.k8s.io", "Gateway"): _issued,
    ("gateway.networking.k8s.io", "ListenerSet"): _issued,
    ("gateway.networking.x-k8s.io", "XListenerSet"): _issued,
    ("helm.cattle.io", "HelmChart"): _chart,
    ("helm.toolkit.fluxcd.io", "HelmRelease"): _chart,
    ("isindir.github.com", "SopsSecret"): _sops,
    ("k8s.bitwarden.com", "BitwardenSecret"): _named_in("secretName"),
    ("kafka.strimzi.io", "KafkaUser"): _user,
    ("kyverno.io", "ClusterPolicy"): _generated,
    ("kyverno.io", "Policy"): _generated,
    ("monitoring.coreos.com", "Alertmanager"): _operated,
    ("monitoring.coreos.com", "Prometheus"): _operated,
    ("monitoring.coreos.com", "ThanosRuler"): _operated,
    ("networking.k8s.io", "Ingress"): _issued,
    ("objectbucket.io", "ObjectBucketClaim"): _bucket,
    ("onepassword.com", "OnePasswordItem"): _own,
    ("operators.coreos.com", "Subscription"): _subscription,
    ("secret-sync.x-k8s.io", "SecretSync"): _own,
    ("secretgenerator.mittwald.de", "BasicAuth"): _own,
    ("secretgenerator.mittwald.de", "SSHKeyPair"): _own,
    ("secretgenerator.mittwald.de", "StringSecret"): _own,
    ("secrets-store.csi.x-k8s.io", "SecretProviderClass"): _provider,
    ("secrets.doppler.com", "DopplerSecret"): _named_in("managedSecret"),
    ("secrets.hashicorp.com", "HCPVaultSecretsApp"): _vault,
    ("secrets.hashicorp.com", "VaultDynamicSecret"): _vault,
    ("secrets.hashicorp.com", "VaultPKISecret"): _vault,
    ("secrets.hashicorp.com", "VaultStaticSecret"): _vault,
    ("secrets.infisical.com", "InfisicalSecret"): _infisical,
    ("spv.no", "AzureKeyVaultSecret"): _key_vault,
    ("trust-manager.io", "ClusterBundle"): _everywhere,
    ("trust.cert-manager.io", "Bundle"): _everywhere,
}
