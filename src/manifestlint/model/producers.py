"""Objects that controllers make of others, so that they exist without a manifest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from manifestlint.model.resource import Resource
from manifestlint.model.shape import dig, mapping, mappings, sequence, text

ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Product:
    """A core object that appears by itself; its name may be a glob."""

    kind: str
    name: str
    namespace: str = ""
    """Empty: that of the object it is made of; `*` where nothing here says."""


def read_products(resource: Resource) -> Iterator[Product]:
    """What a controller makes of an object, as far as its manifest names it.

    What might be made counts as made: whoever looks for what is missing must not find too much.
    """
    id = resource.id
    maker = _MAKERS.get((id.group, id.kind))
    if maker is not None:
        yield from maker(resource)
    if id.group == "" and id.kind in {"ConfigMap", "Secret"} and _is_copied(resource):
        yield Product(id.kind, id.name, ANYWHERE)
    if not id.group.endswith(_BUILT_IN) and id.group:
        yield from _connection(resource)


def is_filled(resource: Resource) -> bool:
    """Whether something adds to a ConfigMap or Secret what is not written in it.

    Annotations and labels of OpenShift's CA injection, of kubernetes-replicator and Reflector, and of SOPS
    operators that merge; a Secret for an account's token.
    """
    names = {*mapping(resource.get("metadata", "annotations")), *mapping(resource.get("metadata", "labels"))}
    return resource.get("type") == _TOKEN or any(_starts(name, _FILLERS) for name in names)


def _starts(name: object, prefixes: tuple[str, ...]) -> bool:
    return isinstance(name, str) and name.startswith(prefixes)


def _is_copied(resource: Resource) -> bool:
    return any(_starts(name, _COPIERS) for name in mapping(resource.get("metadata", "annotations")))


def _own(resource: Resource) -> Iterator[Product]:
    """A Secret of the same name. A SealedSecret's template cannot say another (sealed-secrets
    `pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go`, `Unseal`, v0.30)."""
    yield Product("Secret", resource.id.name)


def _everywhere(resource: Resource) -> Iterator[Product]:
    """trust-manager's Bundle and ClusterSecret write into every namespace that they select."""
    yield Product("ConfigMap", resource.id.name, ANYWHERE)
    yield Product("Secret", resource.id.name, ANYWHERE)


def _external(resource: Resource) -> Iterator[Product]:
    """External Secrets Operator docs, "Lifecycle": the policies Merge and None expect the Secret."""
    target = mapping(resource.get("spec", "target"))
    if target.get("creationPolicy") not in {"Merge", "None"}:
        kind = text(dig(target, "manifest", "kind")) or "Secret"
        yield Product(kind, text(target.get("name")) or resource.id.name)


def _cluster_external(resource: Resource) -> Iterator[Product]:
    """External Secrets Operator docs, "ClusterExternalSecret": namespaces are selected by labels."""
    name = text(resource.get("spec", "externalSecretName")) or resource.id.name
    target = mapping(resource.get("spec", "externalSecretSpec", "target"))
    if target.get("creationPolicy") not in {"Merge", "None"}:
        yield Product("Secret", text(target.get("name")) or name, ANYWHERE)


def _certificate(resource: Resource) -> Iterator[Product]:
    """cert-manager docs, "Certificate resource"."""
    yield from _secrets([text(resource.get("spec", "secretName"))])


def _issued(resource: Resource) -> Iterator[Product]:
    """cert-manager makes a Certificate for an annotated Ingress or Gateway (its docs, "Annotated Ingress
    resource")."""
    annotations = mapping(resource.get("metadata", "annotations"))
    if any(_starts(name, _ISSUERS) for name in annotations):
        yield from _secrets(text(item.get("secretName")) for _, item in mappings(resource.get("spec", "tls")))
        for _, listener in mappings(resource.get("spec", "listeners")):
            for _, item in mappings(dig(listener, "tls", "certificateRefs")):
                yield Product("Secret", text(item.get("name")), text(item.get("namespace")))


def _vault(resource: Resource) -> Iterator[Product]:
    """Vault Secrets Operator, API reference, "Destination": without `create` the Secret must be there."""
    destination = mapping(resource.get("spec", "destination"))
    if destination.get("create") is True:
        yield from _secrets([text(destination.get("name"))])


def _provider(resource: Resource) -> Iterator[Product]:
    """Secrets Store CSI Driver docs, "Sync as Kubernetes Secret"."""
    objects = mappings(resource.get("spec", "secretObjects"))
    yield from _secrets(text(item.get("secretName")) for _, item in objects)


def _sops(resource: Resource) -> Iterator[Product]:
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


def _user(resource: Resource) -> Iterator[Product]:
    """Strimzi puts `secretPrefix` of the user operator before the user's name."""
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
    """Crossplane and others write how to connect where `writeConnectionSecretToRef` says."""
    for field in ("writeConnectionSecretToRef", "publishConnectionDetailsTo"):
        yield from _named_in(field)(resource)


def _secrets(names: Iterable[str]) -> Iterator[Product]:
    yield from (Product("Secret", name) for name in names if name)


_BUILT_IN = (".k8s.io", "apps", "batch", "autoscaling", "policy")
_TOKEN = "kubernetes.io/service-account-token"  # noqa: S105 - the name of a type
_ISSUERS = ("cert-manager.io/", "acme.cert-manager.io/", "certmanager.k8s.io/", "kubernetes.io/tls-acme")
_COPIERS = (
    "reflector.v1.k8s.emberstack.com/reflection-auto-",
    "replicator.v1.mittwald.de/replicate-to",
    "kubed.appscode.com/sync",
)
_FILLERS = (
    "config.openshift.io/inject-trusted-cabundle",
    "kubernetes.io/service-account.name",
    "reflector.v1.k8s.emberstack.com/reflects",
    "replicator.v1.mittwald.de/replicate-from",
    "secretgenerator.mittwald.de/",
    "service.alpha.openshift.io/inject-cabundle",
    "service.beta.openshift.io/inject-cabundle",
)
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
    ("isindir.github.com", "SopsSecret"): _sops,
    ("k8s.bitwarden.com", "BitwardenSecret"): _named_in("secretName"),
    ("kafka.strimzi.io", "KafkaUser"): _user,
    ("kyverno.io", "ClusterPolicy"): _generated,
    ("kyverno.io", "Policy"): _generated,
    ("networking.k8s.io", "Ingress"): _issued,
    ("objectbucket.io", "ObjectBucketClaim"): _bucket,
    ("onepassword.com", "OnePasswordItem"): _own,
    ("secret-sync.x-k8s.io", "SecretSync"): _own,
    ("secretgenerator.mittwald.de", "StringSecret"): _own,
    ("secrets-store.csi.x-k8s.io", "SecretProviderClass"): _provider,
    ("secrets.doppler.com", "DopplerSecret"): _named_in("managedSecret"),
    ("secrets.hashicorp.com", "HCPVaultSecretsApp"): _vault,
    ("secrets.hashicorp.com", "VaultDynamicSecret"): _vault,
    ("secrets.hashicorp.com", "VaultPKISecret"): _vault,
    ("secrets.hashicorp.com", "VaultStaticSecret"): _vault,
    ("secrets.infisical.com", "InfisicalSecret"): _named_in("managedSecretReference"),
    ("spv.no", "AzureKeyVaultSecret"): _named_in("output", "secret"),
    ("trust.cert-manager.io", "Bundle"): _everywhere,
}
