"""What objects name, where the name stands, and what they can do without."""

import pytest
import yaml

from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.producers import ANYWHERE, Product
from manifestlint.model.references import Reference
from manifestlint.model.resource import read_resources

POD = """
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: db
  volumeClaimTemplates:
  - {metadata: {name: data}, spec: {storageClassName: fast}}
  template:
    spec:
      serviceAccountName: db
      priorityClassName: high
      runtimeClassName: gvisor
      imagePullSecrets: [{name: registry}]
      containers:
      - name: db
        env:
        - {name: A, valueFrom: {configMapKeyRef: {name: settings, key: a}}}
        - {name: B, valueFrom: {secretKeyRef: {name: login, key: b, optional: true}}}
        - {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        envFrom: [{configMapRef: {name: all}}, {secretRef: {name: more}}]
      volumes:
      - {name: a, configMap: {name: files, items: [{key: x, path: x}, {key: y, path: y}]}}
      - {name: b, secret: {secretName: tls}}
      - {name: c, persistentVolumeClaim: {claimName: backup}}
      - {name: d, projected: {sources: [{secret: {name: token}}, {configMap: {name: ca}}]}}
      - name: e
        csi: {driver: x, nodePublishSecretRef: {name: node}, volumeAttributes: {secretProviderClass: p}}
      - {name: f, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: slow}}}}
"""


def facts_of(document: str) -> Facts:
    (resource,) = read_resources(yaml.safe_load(document), "a.yaml", 0)
    return read_facts(resource)


def names(document: str) -> list[str]:
    return [
        f"{'?' if item.optional else ''}{item.kind} {item.namespace}/{item.name}".replace(" /", " ")
        + (f"#{item.part}" if item.part else "")
        for item in facts_of(document).references
    ]


def test_a_pod_names_what_it_needs() -> None:
    assert names(POD) == [
        "ConfigMap settings#a",
        "?Secret login#b",
        "ConfigMap all",
        "Secret more",
        "ConfigMap files#x",
        "ConfigMap files#y",
        "Secret tls",
        "PersistentVolumeClaim backup",
        "Secret token",
        "ConfigMap ca",
        "Secret node",
        "SecretProviderClass p",
        "StorageClass slow",
        "?Secret registry",
        "ServiceAccount db",
        "PriorityClass high",
        "RuntimeClass gvisor",
        "?Service db",
        "StorageClass fast",
    ]


def test_a_reference_says_where_its_name_and_key_stand() -> None:
    pod = ("spec", "template", "spec")
    source = (*pod, "containers", 0, "env", 0, "valueFrom", "configMapKeyRef")
    assert facts_of(POD).references[0] == Reference(
        "", "ConfigMap", "settings", (*source, "name"), part="a", part_pointer=(*source, "key")
    )
    files = (*pod, "volumes", 0, "configMap")
    assert facts_of(POD).references[5].part_pointer == (*files, "items", 1, "key")


INGRESS = """
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  ingressClassName: nginx
  tls: [{hosts: [a], secretName: a-tls}]
  defaultBackend: {service: {name: fallback, port: {number: 80}}}
  rules:
  - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
"""
ROUTE = """
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: edge, namespace: infra}]
  rules: [{backendRefs: [{name: web, port: 80}, {group: x.example, kind: Bucket, name: files}]}]
"""
BINDING = """
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}, {kind: Group, name: all}]
"""
SCALED = """
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web}
spec: {scaleTargetRef: {name: web}}
"""
HOSTILE = """
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {tls: [1, {secretName: [a]}], rules: {a: 1}, defaultBackend: {service: 5}, ingressClassName: 7}
"""


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (INGRESS, ["IngressClass nginx", "Secret a-tls", "Service fallback#80", "Service web#http"]),
        (ROUTE, ["Gateway infra/edge", "Service web#80", "Bucket files"]),
        (BINDING, ["ClusterRole reader", "ServiceAccount shop/web"]),
        (SCALED, ["Deployment web"]),
        (HOSTILE, []),
    ],
)
def test_other_objects_name_theirs(document: str, expected: list[str]) -> None:
    assert names(document) == expected


def made(kind: str, api: str, spec: str, annotations: str = "{}") -> list[Product]:
    document = (
        f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: own, annotations: {annotations}}}\nspec: {spec}"
    )
    return list(facts_of(document).products)


@pytest.mark.parametrize(
    ("kind", "api", "spec", "name"),
    [
        ("SealedSecret", "bitnami.com/v1alpha1", "{template: {metadata: {name: other}}}", "own"),
        ("ExternalSecret", "external-secrets.io/v1", "{}", "own"),
        ("ExternalSecret", "external-secrets.io/v1beta1", "{target: {name: login}}", "login"),
        ("ExternalSecret", "external-secrets.io/v1", "{target: {creationPolicy: Merge}}", ""),
        ("Certificate", "cert-manager.io/v1", "{secretName: tls}", "tls"),
        ("OnePasswordItem", "onepassword.com/v1", "{}", "own"),
        ("VaultStaticSecret", "secrets.hashicorp.com/v1beta1", "{destination: {name: a, create: true}}", "a"),
        ("VaultStaticSecret", "secrets.hashicorp.com/v1beta1", "{destination: {name: a}}", ""),
        (
            "SecretProviderClass",
            "secrets-store.csi.x-k8s.io/v1",
            "{secretObjects: [{secretName: a}, 5]}",
            "a",
        ),
        ("Database", "sql.example.org/v1", "{writeConnectionSecretToRef: {name: a}}", "a"),
        ("KafkaUser", "kafka.strimzi.io/v1beta2", "{}", "*own"),
    ],
)
def test_controllers_make_secrets(kind: str, api: str, spec: str, name: str) -> None:
    assert made(kind, api, spec) == ([Product("Secret", name)] if name else [])


def test_what_is_made_in_selected_namespaces_may_be_in_any() -> None:
    made_of = made("ClusterExternalSecret", "external-secrets.io/v1", "{externalSecretName: login}")
    assert made_of == [Product("Secret", "login", ANYWHERE)]
    assert Product("ConfigMap", "own", ANYWHERE) in made("Bundle", "trust.cert-manager.io/v1alpha1", "{}")
    copied = "{reflector.v1.k8s.emberstack.com/reflection-auto-enabled: 'true'}"
    assert made("ConfigMap", "v1", "{}", copied) == [Product("ConfigMap", "own", ANYWHERE)]


def test_an_annotated_ingress_brings_its_certificate() -> None:
    spec = "{tls: [{secretName: web-tls}]}"
    issuer = "{cert-manager.io/cluster-issuer: letsencrypt}"
    assert made("Ingress", "networking.k8s.io/v1", spec, issuer) == [Product("Secret", "web-tls")]
    assert made("Ingress", "networking.k8s.io/v1", spec) == []


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("data: {a: x, b: y}", {"a", "b"}),
        ("data: {a: x}\nbinaryData: {c: eA==}", {"a", "c"}),
        ("data: {}", None),
    ],
)
def test_the_keys_of_a_config_map_are_known_where_it_has_some(rest: str, expected: set[str] | None) -> None:
    document = f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\n{rest}"
    assert facts_of(document).keys == (None if expected is None else frozenset(expected))


def test_the_keys_of_what_something_else_fills_are_not_known() -> None:
    document = """
apiVersion: v1
kind: ConfigMap
metadata: {name: ca, labels: {config.openshift.io/inject-trusted-cabundle: "true"}}
data: {a: x}
"""
    assert facts_of(document).keys is None
