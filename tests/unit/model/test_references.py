"""What objects name, where the name stands, and what they can do without."""

import pytest
import yaml

from manifestlint.model.facts import Facts, read_facts
from manifestlint.model.producers import ANYTHING, ANYWHERE, Product
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


ACTION = """
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {defaultBackend: {service: {name: ssl-redirect, port: {name: use-annotation}}}}
"""


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (ACTION, []),
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
        ("ExternalSecret", "external-secrets.io/v1", "{target: {creationPolicy: CreateOrMerge}}", "own"),
        ("ExternalSecret", "external-secrets.io/v1", "{target: {creationPolicy: None}}", ""),
        ("Certificate", "cert-manager.io/v1", "{secretName: tls}", "tls"),
        ("OnePasswordItem", "onepassword.com/v1", "{}", "own"),
        ("VaultStaticSecret", "secrets.hashicorp.com/v1beta1", "{destination: {name: a, create: true}}", "a"),
        (
            "InfisicalSecret",
            "secrets.infisical.com/v1alpha1",
            "{managedSecretReference: {secretName: a}}",
            "a",
        ),
        ("AzureKeyVaultSecret", "spv.no/v2beta1", "{output: {secret: {name: a}}}", "a"),
        ("SecretSync", "secret-sync.x-k8s.io/v1alpha1", "{}", "own"),
        ("SSHKeyPair", "secretgenerator.mittwald.de/v1alpha1", "{}", "own"),
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


@pytest.mark.parametrize(
    ("kind", "api", "spec"),
    [
        ("ExternalSecret", "external-secrets.io/v1", "{target: {creationPolicy: Merge}}"),
        ("VaultStaticSecret", "secrets.hashicorp.com/v1beta1", "{destination: {name: own}}"),
    ],
)
def test_some_add_keys_to_a_secret_that_must_be_there(kind: str, api: str, spec: str) -> None:
    assert made(kind, api, spec) == [Product("Secret", "own", adds=True)]


FLUX = "helm.toolkit.fluxcd.io/v2"
CONFIG_MAPS = "{managedKubeConfigMapReferences: [{configMapName: a, configMapNamespace: b}]}"


@pytest.mark.parametrize(
    ("kind", "api", "spec", "expected"),
    [
        ("Prometheus", "monitoring.coreos.com/v1", "{}", Product("Service", "prometheus-operated")),
        ("HelmRelease", FLUX, "{}", Product(ANYTHING, ANYTHING)),
        ("HelmRelease", FLUX, "{targetNamespace: web}", Product(ANYTHING, ANYTHING, "web")),
        ("HelmChart", "helm.cattle.io/v1", "{}", Product(ANYTHING, ANYTHING, ANYWHERE)),
        ("Subscription", "operators.coreos.com/v1alpha1", "{name: x}", Product(ANYTHING, ANYTHING)),
        ("InfisicalSecret", "secrets.infisical.com/v1alpha1", CONFIG_MAPS, Product("ConfigMap", "a", "b")),
        ("AzureKeyVaultSecret", "spv.no/v1", "{output: {configMap: {name: a}}}", Product("ConfigMap", "a")),
    ],
)
def test_controllers_make_other_objects(kind: str, api: str, spec: str, expected: Product) -> None:
    assert made(kind, api, spec) == [expected]


@pytest.mark.parametrize(
    ("kind", "api", "spec"),
    [
        ("SealedSecret", "bitnami.com/v1alpha1", "{template: {metadata: {annotations: %s}}}"),
        ("ExternalSecret", "external-secrets.io/v1", "{target: {template: {metadata: {annotations: %s}}}}"),
        ("Certificate", "cert-manager.io/v1", "{secretName: own, secretTemplate: {annotations: %s}}"),
    ],
)
def test_what_is_made_may_be_copied_by_its_own_annotations(kind: str, api: str, spec: str) -> None:
    copied = "{replicator.v1.mittwald.de/replicate-to: shop}"
    assert Product("Secret", "own", ANYWHERE) in made(kind, api, spec % copied)
    assert Product("Secret", "own", ANYWHERE) not in made(kind, api, spec % "{}")


JOB = """
apiVersion: batch/v1
kind: Job
metadata: {name: make}
spec:
  template:
    spec:
      containers:
      - name: make
        command: [sh, -c, "kubectl create secret generic login --from-literal=a=b"]
        args: ["--secret-name=hook-cert", 5]
        env: [{name: TARGET, value: settings}]
"""


def test_a_job_mentions_what_its_commands_name() -> None:
    assert facts_of(JOB).mentions >= {"login", "hook-cert", "settings"}


@pytest.mark.parametrize(
    ("api", "kind", "spec", "expected"),
    [
        ("kubevirt.io/v1", "VirtualMachine", "{dataVolumeTemplates: [{metadata: {name: disk}}]}", {"disk"}),
        ("a.example.org/v1", "Export", "{to: {configMap: out, size: small, secrets: [x, 5]}}", {"out", "x"}),
        ("a.example.org/v1", "Export", "[{name: [a]}]", {"a"}),
        ("external-secrets.io/v1", "ExternalSecret", "{target: {name: a}}", set()),
        ("traefik.io/v1alpha1", "IngressRoute", "{services: [{name: a}]}", set()),
        ("apps/v1", "Deployment", "{serviceName: a}", set()),
    ],
)
def test_custom_objects_mention_what_they_may_make(
    api: str, kind: str, spec: str, expected: set[str]
) -> None:
    document = f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: own}}\nspec: {spec}"
    assert facts_of(document).mentions == expected


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


@pytest.mark.parametrize(
    "metadata",
    [
        'labels: {config.openshift.io/inject-trusted-cabundle: "true"}',
        "annotations: {secret-generator.v1.mittwald.de/autogenerate: password}",
        'annotations: {sopssecret/managed: "true"}',
    ],
)
def test_the_keys_of_what_something_else_fills_are_not_known(metadata: str) -> None:
    document = f"apiVersion: v1\nkind: Secret\nmetadata: {{name: ca, {metadata}}}\ndata: {{a: x}}"
    assert facts_of(document).keys is None
