"""Custom resources, judged by their CRDs as the API server would."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from manifestlint.model.resource import Resource, read_resources
from manifestlint.schema.crd import CustomKind, add_crds, read_crds
from manifestlint.schema.fault import Fault
from manifestlint.schema.schemas import Schemas

CRD = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Widget, plural: widgets}
  versions:
  - {name: v1alpha1, served: false, storage: false, schema: {openAPIV3Schema: {type: object}}}
  - name: v1
    served: true
    storage: true
    deprecated: true
    deprecationWarning: use v2
    subresources: {status: {}}
    schema:
      openAPIV3Schema:
        type: object
        properties:
          metadata: {type: object, properties: {name: {type: string, maxLength: 12}}}
          spec: SPEC
          status: {type: object, required: [phase], properties: {phase: {type: string}}}
"""
HEAD = {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "a"}}


def _resources(*texts: str) -> Iterator[Resource]:
    for index, text in enumerate(texts):
        yield from read_resources(yaml.safe_load(text), f"crd-{index}.yaml", 0)


def _crd(spec: str) -> str:
    return CRD.replace("SPEC", spec)


def _object(spec: str, properties: str) -> str:
    """A schema with these properties, and what else it says."""
    return f"{{type: object, properties: {{{properties}}}{', ' if spec else ''}{spec}}}"


def _check(schema: str, data: dict[str, Any], *more: str) -> list[Fault]:
    schemas = Schemas()
    add_crds(schemas, read_crds(_resources(_crd(schema), *more)))
    before = copy.deepcopy(data)
    faults = schemas.check("example.com", "v1", "Widget", data)
    assert data == before, "what is judged must not be changed"
    return list(faults or ())


def _told(properties: str, spec: str, extra: str = "") -> list[str]:
    """What is said about a `spec` by a schema with these properties."""
    faults = _check(_object(extra, properties), {**HEAD, "spec": yaml.safe_load(spec)})
    return [fault.message for fault in faults]


def _kind(*texts: str) -> CustomKind:
    return next(read_crds(_resources(*texts)))


VALID = [
    ("size: {type: integer}", "{size: 3}"),
    ("size: {type: integer}", "{size: 3.0}"),
    ("size: {type: integer, format: int32}", "{size: 2147483647}"),
    ("port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}", "{port: http}"),
    ("port: {x-kubernetes-int-or-string: true}", "{port: 80}"),
    ("a: {type: string, nullable: true}", "{a: null}"),
    ("a: {type: string, nullable: true, anyOf: [{minLength: 3}]}", "{a: null}"),
    ("a: {type: string}", "{a: null}"),
    ("a: {x-kubernetes-preserve-unknown-fields: true}", "{a: {b: [1, {c: null}]}}"),
    ("a: {type: object, x-kubernetes-preserve-unknown-fields: true}", "{a: {b: 1}}"),
    ("a: {type: object, additionalProperties: {type: string}}", "{a: {b: c, d: null}}"),
    ("a: {type: object, additionalProperties: true}", "{a: {b: c}}"),
    ("a: {type: string, default: b}, c: {type: string}", "{c: d}"),
    ("a: {type: array, items: {type: string, default: x}}", "{a: [null]}"),
    ("a: {type: string, format: duration}", "{a: 5m}"),
    ("a: {type: string, format: nobody-knows}", "{a: anything}"),
    ("a: {type: number, minimum: 0}", "{a: 0}"),
    ("a: {type: string, pattern: '^[[:alpha:]]+$'}", "{a: abc}"),
    ("a: {type: array, x-kubernetes-list-type: set, items: {type: string}}", "{a: [b, c]}"),
    ("a: {type: array, x-kubernetes-list-type: atomic, items: {type: string}}", "{a: [b, b]}"),
    ("a: {type: object, x-kubernetes-map-type: atomic, properties: {b: {type: string}}}", "{a: {b: c}}"),
]
EMBEDDED = (
    "a: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}"
)
OPEN = "a: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {b: {type: string}}}"
SET = "a: {type: array, x-kubernetes-list-type: set, items: {type: string}}"
PORTS = "{ports: [{port: 1}, {port: 1, protocol: TCP}, {port: 1, protocol: UDP}]}"
KEYS = (
    "ports: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [port, protocol], items: "
    "{type: object, properties: {port: {type: integer}, protocol: {type: string, default: TCP}}}}"
)


@pytest.mark.parametrize(("properties", "spec"), VALID)
def test_what_the_server_takes(properties: str, spec: str) -> None:
    assert _told(properties, spec) == []


@pytest.mark.parametrize(
    ("properties", "spec", "message"),
    [
        ("size: {type: integer}", "{sise: 3}", 'no such field here; did you mean "size"?'),
        ("size: {type: integer}", "{size: '3'}", 'spec.size: "3" is a string, an integer is wanted'),
        ("size: {type: integer, format: int32}", "{size: 2147483648}", "2147483648 does not fit 32 bits"),
        ("size: {type: integer, minimum: 0, exclusiveMinimum: true}", "{size: 0}", "0 is not above 0"),
        ("a: {type: number, multipleOf: 0.5}", "{a: 0.7}", "spec.a: 0.7 is no multiple of 0.5"),
        ("port: {x-kubernetes-int-or-string: true}", "{port: true}", "an integer or a string is wanted"),
        (OPEN, "{a: {b: 1, c: 2}}", "spec.a.b: 1 is a number"),
        ("a: {type: object}", "{a: {b: 1}}", "spec.a.b: there is no such field here"),
        ("a: {type: object, additionalProperties: {type: string}}", "{a: {b: 1}}", "spec.a.b: 1 is a number"),
        ("a: {type: array, items: {type: string}}", "{a: [null]}", "spec.a[0]: null counts as left out"),
        ("a: {type: string, enum: [left, right]}", "{a: lfet}", 'did you mean "left"?'),
        ("a: {type: string, pattern: '^[[:alpha:]]+$'}", "{a: '1'}", 'spec.a: "1" does not match'),
        ("a: {type: string, format: ipv4}", "{a: '::1'}", "is no IPv4 address"),
        ("a: {type: string, format: duration}", "{a: five}", "is no duration"),
        (SET, "{a: [b, c, b]}", 'spec.a[2]: the same "b" as spec.a[0], and each may stand here only once'),
        (KEYS, PORTS, 'spec.ports[1]: the same port 1 and protocol "TCP" as spec.ports[0]'),
        (EMBEDDED, "{a: {kind: Pod}}", "spec.a.apiVersion: this field is required"),
        (EMBEDDED, "{a: {apiVersion: v1, kind: Pod, metadata: {lables: {}}}}", 'did you mean "labels"?'),
    ],
)  # fmt: skip
def test_what_the_server_refuses(properties: str, spec: str, message: str) -> None:
    (told,) = _told(properties, spec)
    assert message in told


def test_a_required_field_with_a_default_is_not_missing() -> None:
    assert _told("a: {type: string, default: b}", "{}", "required: [a]") == []
    assert _told("a: {type: string, default: b}", "{a: null}", "required: [a]") == []


def test_a_required_field_without_default_is_missing() -> None:
    (told,) = _told("a: {type: string}", "{}", "required: [a]")
    assert told == "spec.a: this field is required, and it is missing"
    (told,) = _told("a: {type: string}", "{a: null}", "required: [a]")
    assert told == "spec.a: null counts as left out, a string is required"


def test_defaults_count_for_alternatives() -> None:
    properties = "a: {type: string, default: x}, b: {type: string}"
    assert _told(properties, "{}", "oneOf: [{required: [a]}, {required: [b]}]") == []
    assert _told(properties, "{b: y}", "oneOf: [{required: [a]}, {required: [b]}]") != []


def test_alternatives_make_no_field_known() -> None:
    branches = "anyOf: [{required: [a], properties: {a: {minLength: 1}}}]"
    assert _told("a: {type: string}", "{a: x, b: y}", branches) == ["spec.b: there is no such field here"]


def test_a_fault_in_a_default_is_told_where_something_is_written() -> None:
    """The server refuses such a CRD; the object must not be blamed at a place that it does not have."""
    schema = (
        "{type: object, properties: {a: {type: object, default: {b: 1}, properties: {b: {type: string}}}}}"
    )
    (fault,) = _check(schema, {**HEAD, "spec": {}})
    assert (fault.at.pointer, fault.at.on) == (("spec",), "key")


def test_status_is_dropped_but_its_fields_must_exist() -> None:
    assert _check("{type: object}", {**HEAD, "status": {}}) == []
    assert _check("{type: object}", {**HEAD, "status": {"phase": 1}}) == []
    (fault,) = _check("{type: object}", {**HEAD, "status": {"fase": "a"}})
    assert fault.at.pointer == ("status", "fase")


def test_metadata_is_known_and_may_be_narrowed() -> None:
    metadata = {"name": "a-very-long-name", "labels": {"a": 1}, "creationTimestamp": None, "anotations": {}}
    told = [fault.message for fault in _check("{type: object}", {**HEAD, "metadata": metadata})]
    assert len(told) == 3
    assert "16 characters, at most 12" in told[0]
    assert told[1].startswith("metadata.labels.a: 1 is a number")
    assert told[2].endswith('did you mean "annotations"?')


def test_an_object_needs_a_name() -> None:
    (fault,) = _check("{type: object}", {**HEAD, "metadata": {}})
    assert fault.rule == "schema-field-missing"


def test_only_served_versions_are_known() -> None:
    schemas = Schemas()
    add_crds(schemas, read_crds(_resources(_crd("{type: object}"))))
    data = {**HEAD, "apiVersion": "example.com/v1alpha1"}
    (fault,) = schemas.check("example.com", "v1alpha1", "Widget", data) or ()
    assert fault.rule == "schema-kind-unknown"
    assert schemas.check("example.org", "v1", "Widget", HEAD) is None


def test_what_a_crd_says() -> None:
    properties = "a: {type: string, pattern: '(?<n>'}"
    kind = _kind(_crd(_object("x-kubernetes-validations: [{rule: 'true'}]", properties)))
    assert (kind.group, kind.kind, kind.plural, kind.namespaced) == (
        "example.com",
        "Widget",
        "widgets",
        False,
    )
    assert [(version.name, version.served, version.storage) for version in kind.versions] == [
        ("v1alpha1", False, False),
        ("v1", True, True),
    ]
    version = kind.versions[1]
    assert (version.deprecated, version.deprecation) == (True, "use v2")
    assert version.unchecked == ("x-kubernetes-validations of spec", "pattern (?<n> of spec.a")
    assert list(version.faults({**HEAD, "spec": {"a": "anything"}})) == []


LEGACY = """
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  version: v1
  names: {kind: Widget, plural: widgets}
  PRESERVE
  validation: {openAPIV3Schema: {properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
"""


def test_v1beta1_keeps_unknown_fields_unless_told() -> None:
    for preserve, count in (("", 1), ("preserveUnknownFields: true", 1), ("preserveUnknownFields: false", 2)):
        version = _kind(LEGACY.replace("PRESERVE", preserve)).versions[0]
        assert len(list(version.faults({**HEAD, "spec": {"size": "1", "sise": 1}}))) == count


def test_v1beta1_without_schema_checks_nothing() -> None:
    text = LEGACY.replace("PRESERVE", "").rpartition("  validation")[0]
    schemas = Schemas()
    add_crds(schemas, read_crds(_resources(text)))
    assert schemas.check("example.com", "v1", "Widget", HEAD) is None


def test_of_two_definitions_one_is_enough() -> None:
    older, newer = _object("", "a: {type: string}"), _object("", "b: {type: string}")
    for field in ("a", "b"):
        assert _check(older, {**HEAD, "spec": {field: "x"}}, _crd(newer)) == []
    assert len(_check(older, {**HEAD, "spec": {"c": "x"}}, _crd(newer))) == 1


@pytest.mark.parametrize(
    "schema",
    [
        "{type: nonsense, properties: [], items: 3, enum: {}, minimum: a, required: a, maxLength: -1}",
        "{type: number, multipleOf: 0, exclusiveMaximum: 3, format: 4, required: [a, a, 3]}",
        "{properties: {a: null}, anyOf: {}, oneOf: [null], not: 3, pattern: 3, format: [], nullable: a}",
        "{x-kubernetes-list-type: map, x-kubernetes-list-map-keys: 3, additionalProperties: []}",
        "[]",
    ],
)
def test_a_broken_schema_crashes_nothing(schema: str) -> None:
    _check(schema, {**HEAD, "spec": {"a": [1, {"b": None}]}})


@pytest.mark.parametrize(
    "spec", ["null", "[]", "{}", "{group: a, names: {kind: B}}", "{group: a, names: 3, versions: [null]}"]
)
def test_a_broken_crd_defines_nothing(spec: str) -> None:
    head = "apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: a}"
    assert list(read_crds(_resources(f"{{{head}, spec: {spec}}}"))) == []


@pytest.mark.parametrize("data", [{**HEAD, "spec": []}, {**HEAD, "spec": None}, {**HEAD, "metadata": []}, {}])
def test_objects_of_any_shape_can_be_judged(data: dict[str, Any]) -> None:
    _check("{type: object, properties: {a: {type: array, items: {type: object}}}}", data)
