"""The tool of a source (Argo CD docs, Tool Detection; the order as in `discovery.go`, v3.1)."""

from typing import Any

import pytest

from manifestlint.argocd.sources import SourceSpec, read_source
from manifestlint.argocd.tool import SeveralTools, Tool, detect
from tests.unit.argocd.samples import tree


def source(several: bool = False, **fields: Any) -> SourceSpec:
    return read_source({"path": "app", **fields}, ("spec", "sources", 0) if several else ("spec", "source"))


@pytest.mark.parametrize(
    ("files", "tool", "marker"),
    [
        (["app/x.yaml"], Tool.DIRECTORY, None),
        (["app/Chart.yaml"], Tool.HELM, "app/Chart.yaml"),
        (["app/kustomization.yaml"], Tool.KUSTOMIZE, "app/kustomization.yaml"),
        (["app/kustomization.yml"], Tool.KUSTOMIZE, "app/kustomization.yml"),
        (["app/Kustomization"], Tool.KUSTOMIZE, "app/Kustomization"),
        (["app/Kustomization.yaml"], Tool.DIRECTORY, None),
        (["app/Chart.yml"], Tool.DIRECTORY, None),
        (["app/Chart.yaml", "app/kustomization.yaml"], Tool.KUSTOMIZE, "app/kustomization.yaml"),
        (["app/Chart.yaml", "app/Kustomization"], Tool.KUSTOMIZE, "app/Kustomization"),
        (["app/my-Chart.yaml", "app/kustomization.yaml"], Tool.HELM, "app/my-Chart.yaml"),
        (["app/base/kustomization.yaml", "kustomization.yaml"], Tool.DIRECTORY, None),
        (["application/Chart.yaml"], Tool.DIRECTORY, None),
    ],
)
def test_the_last_marker_wins(files: list[str], tool: Tool, marker: str | None) -> None:
    found = detect(source(), tree(*files))
    assert (found.tool, found.marker, found.explicit) == (tool, marker, False)


def test_the_root() -> None:
    assert detect(source(path="."), tree("Chart.yaml", "a/kustomization.yaml")).tool is Tool.HELM


@pytest.mark.parametrize(
    ("fields", "tool"),
    [
        ({"directory": {"recurse": True}}, Tool.DIRECTORY),
        ({"directory": {"exclude": "x"}}, Tool.DIRECTORY),
        ({"kustomize": {"namePrefix": "x-"}}, Tool.KUSTOMIZE),
        ({"helm": {"releaseName": "x"}}, Tool.HELM),
        ({"plugin": {}}, Tool.PLUGIN),
        ({"chart": "nginx"}, Tool.HELM),
    ],
)
def test_a_field_decides(fields: dict[str, Any], tool: Tool) -> None:
    assert (
        detect(source(**fields), tree("app/Chart.yaml" if tool is not Tool.HELM else "app/x.yaml")).tool
        is tool
    )


def test_an_empty_field_is_dropped_from_the_only_source() -> None:
    files = tree("app/kustomization.yaml")
    empty: list[dict[str, Any]] = [
        {"directory": {}},
        {"directory": {"recurse": False}},
        {"helm": {"values": ""}},
        {"helm": None},
    ]
    for fields in empty:
        assert detect(source(**fields), files).tool is Tool.KUSTOMIZE
    assert detect(source(several=True, directory={}), files).tool is Tool.DIRECTORY


def test_several_tools_are_an_error() -> None:
    with pytest.raises(SeveralTools) as error:
        detect(source(kustomize={"namePrefix": "a"}, helm={"releaseName": "b"}), tree())
    assert error.value.tools == (Tool.KUSTOMIZE, Tool.HELM)
    assert str(error.value) == "the source has fields of Kustomize and Helm, and Argo CD takes only one tool"
