"""What was meant by a field that there is not."""

from typing import Any

import pytest

from tests.unit.schema.samples import DEPLOYMENT, SERVICE, changed, told

POD = ("spec", "template", "spec")
CONTAINER = (*POD, "containers", 0)


@pytest.mark.parametrize(
    ("text", "path", "value", "hint"),
    [
        (DEPLOYMENT, ("spec", "template", "replicas"), 3, "it belongs under spec"),
        (DEPLOYMENT, (*POD, "replicas"), 3, "it belongs under spec"),
        (DEPLOYMENT, (*POD, "imagePullPolicy"), "Always", "it belongs under spec.template.spec.containers[]"),
        (DEPLOYMENT, (*POD, "env"), [], "it belongs under spec.template.spec.containers[]"),
        (DEPLOYMENT, (*CONTAINER, "volumes"), [], "it belongs under spec.template.spec"),
        (
            DEPLOYMENT,
            (*CONTAINER, "limits"),
            {},
            "it belongs under spec.template.spec.containers[0].resources",
        ),
        (
            DEPLOYMENT,
            (*CONTAINER, "runAsUser"),
            5,
            "it belongs under spec.template.spec.containers[0].securityContext",
        ),
        (DEPLOYMENT, ("spec", "selector", "app"), "web", "it belongs under spec.selector.matchLabels"),
        (DEPLOYMENT, ("Spec",), {}, 'did you mean "spec"?'),
        (DEPLOYMENT, (*CONTAINER, "readinessprobe"), {}, 'did you mean "readinessProbe"?'),
        (DEPLOYMENT, (*CONTAINER, "imagePullPolicies"), "Always", 'did you mean "imagePullPolicy"?'),
        (DEPLOYMENT, ("metadata", "annotation"), {}, 'did you mean "annotations"?'),
        (SERVICE, ("spec", "ipFamily"), "IPv6", 'did you mean "ipFamilies"?'),
        (SERVICE, ("spec", "ports", 0, "TargetPort"), 80, 'did you mean "targetPort"?'),
        (SERVICE, ("spec", "kind"), "Service", "it belongs at the top, beside kind"),
    ],
)
def test_hints(text: str, path: tuple[str | int, ...], value: Any, hint: str) -> None:
    [(rule, message)] = told(changed(text, *path, to=value))
    assert rule == "schema-field-unknown"
    assert message.partition("; ")[2] == hint


@pytest.mark.parametrize(
    ("path", "value"),
    [(("spec", "zebra"), 1), ((*CONTAINER, "cpu"), 1), ((*CONTAINER, "replicas"), ["not", "a number"])],
)
def test_where_nothing_fits_nothing_is_proposed(path: tuple[str | int, ...], value: Any) -> None:
    [(_, message)] = told(changed(DEPLOYMENT, *path, to=value))
    assert message.endswith("there is no such field here")


def test_a_kind_that_contains_itself_is_searched_to_an_end() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "object", "zebra": True}}}
    definition = {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": "a.example.com"},
        "spec": {
            "group": "example.com",
            "scope": "Namespaced",
            "names": {"kind": "A", "plural": "as"},
            "versions": [
                {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}
            ],
        },
    }
    [(rule, message)] = told(definition)
    assert rule == "schema-field-unknown"
    assert message.endswith("openAPIV3Schema.properties.a.zebra: there is no such field here")
