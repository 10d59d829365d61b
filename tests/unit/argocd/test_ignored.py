"""Which fields an Application leaves as they are."""

import pytest

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.ignored import is_ignored
from manifestlint.core.resource import ResourceId
from manifestlint.model.resource import read_resources

_DB = ResourceId("apps", "v1", "StatefulSet", "shop", "db")
_SIZE = ("spec", "volumeClaimTemplates", 0, "spec", "resources", "requests", "storage")


def _application(**entry: object) -> Application:
    spec = {"ignoreDifferences": [{"group": "apps", "kind": "StatefulSet", **entry}]}
    data = {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {"name": "shop"},
        "spec": spec,
    }
    (resource,) = read_resources(data, "shop.yaml", 0)
    application = read_application(resource)
    assert application is not None
    return application


@pytest.mark.parametrize(
    ("entry", "covered"),
    [
        ({"jsonPointers": ["/spec/volumeClaimTemplates"]}, True),
        ({"jsonPointers": ["/spec/volumeClaimTemplates/0/spec/resources/requests/storage"]}, True),
        ({"jsonPointers": ["/spec/volumeClaimTemplates/1"]}, False),
        ({"jsonPointers": ["/spec/template"]}, False),
        ({"jsonPointers": [""]}, False),
        ({"jqPathExpressions": [".spec.volumeClaimTemplates[]?"]}, True),
        ({"jqPathExpressions": ['.spec.volumeClaimTemplates[] | select(.metadata.name == "data")']}, True),
        ({"jqPathExpressions": [".spec.volumeClaimTemplates[].spec.volumeMode"]}, False),
        ({"jqPathExpressions": [".spec.template"]}, False),
        ({"managedFieldsManagers": ["operator"]}, True),
        ({"jsonPointers": ["/spec"], "name": "other"}, False),
        ({"jsonPointers": ["/spec"], "namespace": "other"}, False),
        ({"jsonPointers": ["/spec"], "group": ""}, False),
        ({"jsonPointers": ["/spec"], "group": "*", "kind": "*"}, True),
    ],
)
def test_entries(entry: dict[str, object], covered: bool) -> None:
    assert is_ignored(_application(**entry), _DB, "shop", _SIZE) is covered


def test_a_slash_in_a_pointer_is_escaped() -> None:
    application = _application(jsonPointers=["/metadata/annotations/example.com~1size"])
    assert is_ignored(application, _DB, "shop", ("metadata", "annotations", "example.com/size"))
