"""What is told of faults: every one, in words, at its place."""

from typing import Any

import pytest
import yaml

from manifestlint.core.place import At
from manifestlint.schema.compiled import Compiled
from tests.unit.schema.samples import DEPLOYMENT, OBJECTS, changed, check, told

FIVE = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {canary: true}}
spec:
  replica: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - image: registry.example.com/web:v1
        ports: [{containerPort: "8080"}]
      - name: sidecar
        terminationMessagePath: [a]
"""


def faults(schema: dict[str, Any], data: Any) -> list[tuple[str, str, At]]:
    return [(fault.rule, fault.message, fault.at) for fault in Compiled(schema).faults(data)]


@pytest.mark.parametrize("data", OBJECTS, ids=lambda data: data["kind"])
def test_what_is_right_is_not_told(data: Any) -> None:
    assert check(data) == ()


def test_every_mistake_of_a_manifest_is_told_in_its_order() -> None:
    containers = ("spec", "template", "spec", "containers")
    path = "spec.template.spec.containers"
    expected = [
        (
            "schema-type-wrong",
            "metadata.labels.canary: is read as the boolean true, a string is wanted; put it in quotes",
            At(("metadata", "labels", "canary")),
        ),
        (
            "schema-field-unknown",
            'spec.replica: there is no such field here; did you mean "replicas"?',
            At(("spec", "replica"), on="key"),
        ),
        (
            "schema-field-missing",
            f"{path}[0].name: this field is required, and it is missing",
            At((*containers, 0, "image"), on="key"),
        ),
        (
            "schema-type-wrong",
            f'{path}[0].ports[0].containerPort: "8080" is a string, an integer is wanted',
            At((*containers, 0, "ports", 0, "containerPort")),
        ),
        (
            "schema-type-wrong",
            f"{path}[1].terminationMessagePath: is a list, a string is wanted",
            At((*containers, 1, "terminationMessagePath")),
        ),
    ]
    found = check(yaml.safe_load(FIVE)) or ()
    assert [(fault.rule, fault.message, fault.at) for fault in found] == expected


def test_a_name_written_wrong_is_not_missing_too() -> None:
    ports = [{"port": 8080}]
    data = changed(DEPLOYMENT, "spec", "template", "spec", "containers", 0, "ports", to=ports)
    [(rule, message)] = told(data)
    assert rule == "schema-field-unknown"
    assert message.endswith('did you mean "containerPort"?')


@pytest.mark.parametrize(
    ("data", "at"),
    [
        ({"kind": "A", "spec": {"a": {}}}, At(("spec", "a"), on="key")),
        ({"kind": "A", "spec": {"a": {"name": "x"}}}, At(("spec", "a", "name"))),
        ({"kind": "A", "spec": {"l": [{}]}}, At(("spec", "l", 0))),
        ({"kind": "A", "spec": {"l": [{"x": 1}]}}, At(("spec", "l", 0, "x"), on="key")),
        ({"kind": "A"}, At(("kind",))),
    ],
)
def test_what_is_missing_is_told_at_its_mapping(data: Any, at: At) -> None:
    item = {"type": "object", "required": ["z"]}
    spec = {"type": "object", "properties": {"a": item, "l": {"type": "array", "items": item}}}
    schema = {"type": "object", "properties": {"spec": spec}, "required": ["spec"]}
    [(rule, _, found)] = faults(schema, data)
    assert (rule, found) == ("schema-field-missing", at)


_PAIR = [{"type": "object", "properties": {"k": {"type": "string"}}, "required": ["k"]}, {"type": "integer"}]


@pytest.mark.parametrize(
    ("schema", "value", "rule", "message"),
    [
        (
            {"enum": ["Always", "Never"]},
            "always",
            "value-invalid",
            'a: "always" is not among Always or Never; did you mean "Always"?',
        ),
        ({"enum": [1, None]}, 2, "value-invalid", "a: 2 is not among 1"),
        ({"const": 3}, 4, "value-invalid", "a: 4 is not 3"),
        ({"pattern": "^[a-z]+$"}, "A1", "value-invalid", 'a: "A1" does not match ^[a-z]+$'),
        ({"format": "date-time"}, "x", "value-invalid", 'a: "x" is no time such as 2027-01-31T12:00:00Z'),
        ({"minimum": 1}, 0, "value-invalid", "a: 0 is below 1"),
        ({"exclusiveMaximum": 9}, 9, "value-invalid", "a: 9 is not below 9"),
        ({"multipleOf": 5}, 7, "value-invalid", "a: 7 is no multiple of 5"),
        ({"maxLength": 2}, "abc", "value-invalid", 'a: "abc" has 3 characters, at most 2 are allowed'),
        ({"minItems": 1}, [], "value-invalid", "a: there are 0 items, at least 1 is allowed"),
        (
            {"maxProperties": 1},
            {"x": 1, "y": 2},
            "value-invalid",
            "a: there are 2 entries, at most 1 is allowed",
        ),
        ({"uniqueItems": True}, [1, 1], "value-invalid", "a: the same item stands twice in this list"),
        ({"not": {"type": "string"}}, "x", "value-invalid", "a: this value is not allowed here"),
        (
            {"oneOf": [{"minimum": 1}, {"maximum": 5}]},
            3,
            "value-invalid",
            "a: more than one of the alternatives that exclude each other is there",
        ),
        (
            {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            True,
            "type-wrong",
            "a: is read as the boolean true, a string or an integer is wanted; put it in quotes",
        ),
        (
            {"anyOf": [{"required": ["x"]}, {"required": ["y"]}]},
            {},
            "field-missing",
            "a: one of x or y is required, and none is there",
        ),
        (
            {"anyOf": _PAIR},
            {"k": 1},
            "type-wrong",
            "a.k: 1 is a number, a string is wanted; put it in quotes",
        ),
        ({"anyOf": _PAIR}, "x", "type-wrong", 'a: "x" is a string, a mapping or an integer is wanted'),
        (
            {"propertyNames": {"maxLength": 1}},
            {"xy": 1},
            "value-invalid",
            'a.xy: the key "xy" has 2 characters, at most 1 is allowed',
        ),
        (False, 1, "field-unknown", "a: nothing may stand here"),
        ({"contains": {"type": "string"}}, [1], "value-invalid", None),
    ],
)
def test_words(schema: Any, value: Any, rule: str, message: str | None) -> None:
    [(found, words, _)] = faults({"properties": {"a": schema}}, {"a": value})
    assert found == f"schema-{rule}"
    assert message is None or words == message


def test_the_same_is_told_once() -> None:
    twice = {"allOf": [{"type": "string"}, {"type": "string"}]}
    assert len(faults({"properties": {"a": twice}}, {"a": 1})) == 1


def test_the_root_is_called_by_a_name() -> None:
    assert faults({"type": "object"}, []) == [
        ("schema-type-wrong", "this object: is a list, a mapping is wanted", At())
    ]


def test_another_format_can_be_taught() -> None:
    compiled = Compiled({"format": "even"}, {"even": lambda text: len(text) % 2 == 0})
    assert compiled.is_valid("ab")
    assert not compiled.is_valid("abc")
