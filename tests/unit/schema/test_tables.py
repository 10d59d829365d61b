"""The field tables: what is right passes, and uses every field there is; typical mistakes are told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from manifestlint.schema.fault import Fault
from manifestlint.schema.schemas import Schemas
from manifestlint.schema.tables import add_tables, table_kinds, table_schema
from manifestlint.schema.versions import bundled, newest

EXAMPLES = Path(__file__).parents[2] / "data" / "tables"
PROJECTS = {
    "argocd": {"Application", "AppProject", "ApplicationSet"},
    "rollouts": {"Rollout", "AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun", "Experiment"},
}
FOREIGN = ("io.k8s.", "status.", "ObjectMeta", "OwnerReference")


def _examples(project: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((EXAMPLES / f"{project}.yaml").read_text(encoding="utf-8")))


ALL = [example for project in PROJECTS for example in _examples(project)]


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    schemas = Schemas()
    add_tables(schemas)
    return schemas


def _faults(schemas: Schemas, data: dict[str, Any]) -> tuple[Fault, ...]:
    group, _, version = data["apiVersion"].partition("/")
    faults = schemas.check(group, version, data["kind"], data)
    assert faults is not None
    return faults


@pytest.mark.parametrize("example", ALL, ids=lambda example: f"{example['kind']}-{example['metadata']}"[:40])
def test_what_is_right_passes(schemas: Schemas, example: dict[str, Any]) -> None:
    assert _faults(schemas, example) == ()


@pytest.mark.parametrize(("project", "kinds"), PROJECTS.items())
def test_the_examples_use_every_field_of_every_type(project: str, kinds: set[str]) -> None:
    used: set[tuple[str, str]] = set()
    known: set[tuple[str, str]] = set()
    for kind in kinds:
        root = table_schema(newest(), project, kind)
        known.update(_fields(root))
        for example in _examples(project):
            if example["kind"] == kind:
                used.update(_uses(root, root, "", example))
    assert sorted(known - used) == []


def _fields(root: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, schema in root["$defs"].items():
        if not name.startswith(FOREIGN):
            yield from ((name, field) for field in schema.get("properties", ()))


def _uses(root: dict[str, Any], schema: dict[str, Any], name: str, data: Any) -> Iterator[tuple[str, str]]:
    """Every (type, field) that an example uses."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        schema = root["$defs"][name]
    for item in data if isinstance(data, list) else ():
        yield from _uses(root, schema.get("items", {}), name, item)
    for key, value in data.items() if isinstance(data, dict) else ():
        inner = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
        if isinstance(inner, dict):
            yield name, key
            yield from _uses(root, inner, name, value)


def test_every_kind_has_a_table() -> None:
    assert {kind for _, _, kind, _ in table_kinds(newest())} == set().union(*PROJECTS.values())


@pytest.mark.parametrize("version", [min(bundled()), newest()], ids=str)
def test_every_table_compiles_with_every_kubernetes(version: Any) -> None:
    for _, _, _, load in table_kinds(version):
        assert list(load().faults({})) != []


def _application(spec: str) -> dict[str, Any]:
    head = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "a"}}
    required = {"project": "default", "destination": {"name": "in-cluster"}}
    return {**head, "spec": {**required, **yaml.safe_load(spec)}}


@pytest.mark.parametrize(
    ("spec", "rule", "end"),
    [
        ("source: {repoURL: a, directory: {recuse: true}}", "field-unknown", 'did you mean "recurse"?'),
        ("source: {repoURL: a, targetrevision: b}", "field-unknown", 'did you mean "targetRevision"?'),
        ("syncpolicy: {}", "field-unknown", 'did you mean "syncPolicy"?'),
        ("syncPolicy: {prune: true}", "field-unknown", "it belongs under spec.syncPolicy.automated"),
        ("syncPolicy: {automated: {selfheal: true}}", "field-unknown", 'did you mean "selfHeal"?'),
        ("targetRevision: main", "field-unknown", "it belongs under spec.source"),
        ("source: {repoURL: a, helm: {values: {a: b}}}", "type-wrong", "is a mapping, a string is wanted"),
        ("source: {repoURL: a, helm: {parameters: [{value: 1}]}}", "type-wrong", "put it in quotes"),
        ('syncPolicy: {automated: {prune: "true"}}', "type-wrong", "true or false is wanted"),
        ("syncPolicy: {syncOptions: CreateNamespace=true}", "type-wrong", "a list is wanted"),
        ("source: {path: a}", "field-missing", "this field is required, and it is missing"),
        ("ignoreDifferences: [{group: apps}]", "field-missing", "it is missing"),
        ("project: null", "type-wrong", "null counts as left out, a string is required"),
    ],
)  # fmt: skip
def test_typical_mistakes_are_told(schemas: Schemas, spec: str, rule: str, end: str) -> None:
    (fault,) = _faults(schemas, _application(spec))
    assert fault.rule == f"schema-{rule}"
    assert fault.message.endswith(end)


def test_a_template_cannot_fill_in_a_boolean(schemas: Schemas) -> None:
    """The CRD has the Application's own types, so the server refuses this; `templatePatch` is made for it."""
    example = next(item for item in ALL if item["kind"] == "ApplicationSet")
    spec = {**example["spec"]["template"]["spec"], "syncPolicy": {"automated": {"prune": "{{ .prune }}"}}}
    template = {**example["spec"]["template"], "spec": spec}
    (fault,) = _faults(schemas, {**example, "spec": {**example["spec"], "template": template}})
    assert fault.at.pointer == ("spec", "template", "spec", "syncPolicy", "automated", "prune")


def test_a_rollout_has_the_pods_of_its_kubernetes_version(schemas: Schemas) -> None:
    (example,) = [item for item in ALL if item["metadata"].get("name") == "blue-green"]
    containers = [{"name": "web", "image": "a", "imagePullpolicy": "Always"}]
    template = {**example["spec"]["template"], "spec": {"containers": containers}}
    (fault,) = _faults(schemas, {**example, "spec": {**example["spec"], "template": template}})
    assert fault.message.endswith('did you mean "imagePullPolicy"?')


def test_another_version_of_a_known_kind_is_told(schemas: Schemas) -> None:
    (fault,) = _faults(schemas, {"apiVersion": "argoproj.io/v1", "kind": "Application"})
    assert fault.rule == "schema-kind-unknown"
