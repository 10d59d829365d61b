import pytest

from manifestlint.model.downward import ENV_FIELDS, FILE_FIELDS, field_fault, resource_fault


@pytest.mark.parametrize(
    "path", ["status.podIP", "spec.host", "metadata.labels['app']", "metadata.annotations['A.io/B']"]
)
def test_variables_may_be_told(path: str) -> None:
    assert field_fault({"fieldPath": path}, ENV_FIELDS) == ""


@pytest.mark.parametrize(
    "path", ["metadata.labels", "status.phase", "metadata.labels['a/b/c']", "metadata.labels[app]"]
)
def test_variables_may_not_be_told(path: str) -> None:
    assert field_fault({"fieldPath": path}, ENV_FIELDS)


def test_files_may_hold_all_labels_but_nothing_of_the_node() -> None:
    assert not field_fault({"fieldPath": "metadata.labels"}, FILE_FIELDS)
    assert field_fault({"fieldPath": "spec.nodeName"}, FILE_FIELDS)


@pytest.mark.parametrize("shape", [None, [], {"fieldPath": 1}, {}])
def test_other_shapes_are_left_to_the_schema(shape: object) -> None:
    assert not field_fault(shape, ENV_FIELDS)
    assert not resource_fault(shape)


def test_resources() -> None:
    assert not resource_fault({"resource": "limits.hugepages-2Mi"})
    assert resource_fault({"resource": "limits.storage"})
