"""Where the published schemas and the server differ, the server is right."""

from typing import Any

import pytest

from manifestlint.schema.corrections import CORRECTIONS
from manifestlint.schema.lifecycle import published
from manifestlint.schema.versions import bundled, choose
from tests.unit.schema.samples import CONFIG_MAP, DEPLOYMENT, ROLE_BINDING, SERVICE, changed, told

ALL = [str(version) for version in bundled()]


def test_every_correction_meets_a_field_of_some_version() -> None:
    for entry in CORRECTIONS:
        required = set()
        for version in bundled():
            for name, schema in published(version).definitions.items():
                if name.endswith("." + entry.definition):
                    required.update(schema.get("required", ()))
        assert entry.field in required, entry


@pytest.mark.parametrize("version", ALL)
def test_what_the_server_defaults_may_be_left_out(version: str) -> None:
    role_ref = {"kind": "Role", "name": "reader"}
    assert told(changed(ROLE_BINDING, "roleRef", to=role_ref), version) == []
    policy = {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": "deny"},
        "spec": {"policyTypes": ["Ingress"]},
    }
    assert told(policy, version) == []


@pytest.mark.parametrize("version", ALL)
def test_a_spec_that_has_required_fields_is_required(version: str) -> None:
    deployment = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}}
    missing = [("schema-field-missing", "spec: this field is required, and it is missing")]
    assert told(deployment, version) == missing
    assert told({**deployment, "spec": None}, version) == [
        ("schema-type-wrong", "spec: null counts as left out, a mapping is required")
    ]
    assert told({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "a"}}, version) == []


@pytest.mark.parametrize("version", ALL)
@pytest.mark.parametrize(
    ("text", "path"),
    [
        (DEPLOYMENT, ("status",)),
        (DEPLOYMENT, ("spec", "strategy")),
        (DEPLOYMENT, ("spec", "replicas")),
        (DEPLOYMENT, ("metadata", "creationTimestamp")),
        (DEPLOYMENT, ("spec", "strategy", "rollingUpdate", "maxSurge")),
        (DEPLOYMENT, ("spec", "template", "spec", "containers", 0, "ports")),
        (DEPLOYMENT, ("spec", "template", "spec", "containers", 0, "resources", "limits", "memory")),
        (SERVICE, ("spec", "ports", 0, "targetPort")),
        (CONFIG_MAP, ("data", "a")),
    ],
)
def test_null_counts_as_left_out(version: str, text: str, path: tuple[str | int, ...]) -> None:
    assert told(changed(text, *path, to=None), version) == []


@pytest.mark.parametrize("path", [("selector",), ("template",), ("template", "spec", "containers")])
def test_null_does_not_do_where_a_value_is_required(path: tuple[str, ...]) -> None:
    [(rule, message)] = told(changed(DEPLOYMENT, "spec", *path, to=None))
    assert rule == "schema-type-wrong"
    assert message.startswith(".".join(("spec", *path)) + ": null counts as left out")


@pytest.mark.parametrize(
    "status", [{}, {"conditions": [{}]}, {"loadBalancer": {"ingress": [{"ports": [{}]}]}}]
)
def test_a_status_need_not_be_whole(status: dict[str, Any]) -> None:
    assert told(changed(SERVICE, "status", to=status)) == []


def test_a_status_is_decoded_all_the_same() -> None:
    assert told(changed(SERVICE, "status", to={"loadbalancers": {}, "conditions": {}})) == [
        (
            "schema-field-unknown",
            'status.loadbalancers: there is no such field here; did you mean "loadBalancer"?',
        ),
        ("schema-type-wrong", "status.conditions: is a mapping, a list is wanted"),
    ]


@pytest.mark.parametrize("amount", [1, 0.5, "100m", 1.5e9])
def test_a_quantity_may_be_a_number(amount: object) -> None:
    path = ("spec", "template", "spec", "containers", 0, "resources", "requests", "cpu")
    assert told(changed(DEPLOYMENT, *path, to=amount)) == []


@pytest.mark.parametrize(
    ("count", "fits"), [(2**31 - 1, True), (2**31, False), (-(2**31) - 1, False), (3.0, True)]
)
def test_an_integer_has_its_bits(count: float, fits: bool) -> None:
    assert (told(changed(DEPLOYMENT, "spec", "replicas", to=count)) == []) is fits


def test_no_more_definitions_are_kept_than_a_kind_needs() -> None:
    from manifestlint.schema.serverside import server_schema

    everything = published(choose(None))
    schema = server_schema(everything, ("", "v1", "ConfigMap"))
    assert len(schema["$defs"]) < 10 < len(everything.definitions)
    assert "description" not in str(schema)
