"""Objects that the tests of schemas share, and asking about them."""

from copy import deepcopy
from typing import Any

import yaml

from manifestlint.schema.fault import Fault
from manifestlint.schema.schemas import Schemas

DEPLOYMENT = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 25%}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: registry.example.com/web:v1.4.2
        ports: [{name: http, containerPort: 8080}]
        env: [{name: MODE, value: fast}]
        resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}
        readinessProbe: {httpGet: {path: /, port: http}}
"""
SERVICE = """
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
"""
ROLE_BINDING = """
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: Group, name: readers}]
"""
CONFIG_MAP = """
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, creationTimestamp: null}
immutable: true
data: {a: b}
binaryData: {logo: aGVsbG8=}
"""
OBJECTS: tuple[dict[str, Any], ...] = tuple(
    map(yaml.safe_load, (DEPLOYMENT, SERVICE, ROLE_BINDING, CONFIG_MAP))
)


def changed(text: str, *path: str | int, to: Any) -> Any:
    """The object of a text with another value at a path."""
    data = deepcopy(yaml.safe_load(text))
    here = data
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = to
    return data


def check(data: Any, version: str | None = None) -> tuple[Fault, ...] | None:
    """What the schemas of a version say of an object."""
    group, _, api_version = data["apiVersion"].rpartition("/")
    return Schemas(version).check(group, api_version, data["kind"], data)


def told(data: Any, version: str | None = None) -> list[tuple[str, str]]:
    """Rules and messages."""
    return [(fault.rule, fault.message) for fault in check(data, version) or ()]
