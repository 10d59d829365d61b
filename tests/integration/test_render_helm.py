"""Charts by the real tool: what is applied, and where it was written."""

import io
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from manifestlint.core.place import At
from manifestlint.render import (
    HelmOptions,
    NotRenderable,
    Rendered,
    origin_of,
    read_helm_options,
    render_helm,
)
from manifestlint.source import Source, read
from tests.support import MemoryTree

pytestmark = pytest.mark.usefixtures("tools")

CHART = {
    "charts/web/Chart.yaml": "apiVersion: v2\nname: web-chart\nversion: 1.0.0\n",
    "charts/web/values.yaml": "a: chart\nb: chart\nc: chart\nd: chart\n",
    "charts/web/templates/config.yaml": """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
data:
  values: {{ printf "%v %v %v %v" .Values.a .Values.b .Values.c .Values.d | quote }}
  type: {{ kindOf .Values.a }}
  file: {{ .Values.file | quote }}
  kube: {{ .Capabilities.KubeVersion.Version }}
  has: {{ .Capabilities.APIVersions.Has "x.io/v1" | quote }}
""",
    "charts/web/templates/plain.yaml": """\
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: one}}
  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: two}}
---
{{ if false }}
apiVersion: v1
{{ end }}
""",
    "charts/web/templates/tests/t.yaml": """\
apiVersion: v1
kind: Pod
metadata: {name: probe, annotations: {"helm.sh/hook": test}}
""",
    "charts/web/crds/crd.yaml": """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: as.x.io}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: bs.x.io}
""",
    "values/one.yaml": "b: file\nc: file\n",
    "values/motd.txt": "x, y\n",
}


def tree_of(*parts: Mapping[str, str | bytes]) -> MemoryTree:
    files = {path: content for part in parts for path, content in part.items()}
    return MemoryTree(
        {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
    )


def rendered(*parts: Any, value_files: tuple[str, ...] = (), files: Any = (), **spec: Any) -> Rendered:
    options = read_helm_options(
        spec,
        application="shop",
        namespace="live",
        kube_version="v1.31.2-eks-1",
        value_files=value_files,
        file_parameters=files,
        environment={"ARGOCD_APP_NAME": "shop"},
    )
    return render_helm(tree_of(CHART, *parts), "charts/web", options)


def config(result: Rendered) -> dict[str, Any]:
    data: dict[str, Any] = next(item.data for item in result.resources if item.id.kind == "ConfigMap")
    return data


def test_objects_and_where_they_come_from() -> None:
    result = rendered()
    assert {(item.id.kind, item.id.name): (item.path, item.pointer) for item in result.resources} == {
        ("CustomResourceDefinition", "as.x.io"): ("charts/web/crds/crd.yaml", ()),
        ("CustomResourceDefinition", "bs.x.io"): ("charts/web/crds/crd.yaml", ()),
        ("ConfigMap", "shop"): ("charts/web/templates/config.yaml", ()),
        ("ServiceAccount", "one"): ("charts/web/templates/plain.yaml", ("items", 0)),
        ("ServiceAccount", "two"): ("charts/web/templates/plain.yaml", ("items", 1)),
        ("Pod", "probe"): ("charts/web/templates/tests/t.yaml", ()),
    }
    data = config(result)
    assert data["metadata"] == {"name": "shop", "namespace": "live"}
    assert data["data"] == {
        "values": "chart chart chart chart",
        "type": "string",
        "file": None,
        "kube": "v1.31.2",
        "has": "false",
    }
    assert "charts/web/Chart.yaml" in result.inputs


def test_later_values_win() -> None:
    result = rendered(
        value_files=("values/one.yaml",),
        files=(("file", "values/motd.txt"),),
        releaseName="r",
        namespace="elsewhere",
        kubeVersion="1.30.0",
        apiVersions=["x.io/v1"],
        valuesObject={"c": "object", "d": "object"},
        values="c: lost",
        parameters=[
            {"name": "d", "value": "x,$ARGOCD_APP_NAME,$$"},
            {"name": "a", "value": "1", "forceString": True},
        ],
        skipCrds=True,
        skipTests=True,
    )
    data = config(result)
    assert data["metadata"] == {"name": "r", "namespace": "elsewhere"}
    assert data["data"] == {
        "values": "1 file object x,shop,$",
        "type": "string",
        "file": "x, y\n",
        "kube": "v1.30.0",
        "has": "true",
    }
    assert {item.id.kind for item in result.resources} == {"ConfigMap", "ServiceAccount"}


def test_value_files_that_are_missing() -> None:
    files = ("values/gone.yaml", "values/one.yaml")
    result = rendered(value_files=files, ignoreMissingValueFiles=True)
    assert config(result)["data"]["values"] == "chart file file chart"
    with pytest.raises(NotRenderable, match=r'the value file "values/gone.yaml" does not exist'):
        rendered(value_files=files)
    with pytest.raises(NotRenderable, match="the value file is remote"):
        rendered(value_files=("https://example.com/v.yaml",), ignoreMissingValueFiles=True)


def packed() -> bytes:
    files = {"Chart.yaml": "apiVersion: v2\nname: redis\nversion: 1.2.0\n", "templates/r.yaml": OBJECT}
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(f"redis/{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content.encode()))
    return file.getvalue()


OBJECT = "apiVersion: v1\nkind: Secret\nmetadata: {name: redis}\n"


def test_dependencies() -> None:
    needs = {
        "charts/web/Chart.yaml": CHART["charts/web/Chart.yaml"]
        + "dependencies: [{name: redis, version: 1.x, repository: 'https://charts.example.com'}]\n"
    }
    with pytest.raises(
        NotRenderable, match=r"dependency redis of https://charts.example.com is not in charts/"
    ):
        rendered(needs)
    vendored = {"charts/web/charts/redis-1.2.0.tgz": packed()}
    secrets = [item.path for item in rendered(needs, vendored).resources if item.id.kind == "Secret"]
    assert secrets == ["charts/web/charts/redis-1.2.0.tgz"]
    beside = {
        "charts/web/Chart.yaml": needs["charts/web/Chart.yaml"].replace(
            "https://charts.example.com", "file://../redis"
        ),
        "charts/redis/Chart.yaml": "apiVersion: v2\nname: redis\nversion: 1.2.0\n",
        "charts/redis/templates/r.yaml": OBJECT,
    }
    secrets = [item.path for item in rendered(beside).resources if item.id.kind == "Secret"]
    assert secrets == ["charts/redis/templates/r.yaml"]


REFUSED = {
    "fails": ({"charts/web/templates/x.yaml": '{{ fail "no host" }}'}, "no host"),
    "no yaml": (
        {"charts/web/templates/x.yaml": "a: b: c\n"},
        "YAML parse error on web-chart/templates/x.yaml",
    ),
    "no kind": ({"charts/web/templates/x.yaml": "a: b\n"}, "a document that is no object"),
    "remote schema": (
        {"charts/web/values.schema.json": '{"properties": {"a": {"$ref": "https://example.com/a.json"}}}'},
        "refers to a remote schema: https://example.com/a.json",
    ),
    "schema": ({"charts/web/values.schema.json": '{"required": ["z"]}'}, "missing property 'z'"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_rendered_says_why(name: str) -> None:
    files, words = REFUSED[name]
    with pytest.raises(NotRenderable) as caught:
        rendered(files)
    assert words in str(caught.value)
    assert tempfile.gettempdir() not in str(caught.value)


def test_schema_validation_can_be_skipped() -> None:
    assert rendered(
        {"charts/web/values.schema.json": '{"required": ["z"]}'}, skipSchemaValidation=True
    ).resources


def test_no_chart_and_no_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(NotRenderable, match=r'"values" has no Chart.yaml'):
        render_helm(tree_of(CHART), "values", HelmOptions())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotRenderable, match="a chart needs `helm` on PATH"):
        render_helm(tree_of(CHART), "charts/web", HelmOptions())


def test_places_lead_back_where_the_template_is_plain() -> None:
    tree, result = tree_of(CHART), rendered()

    def reader(path: str) -> Source:
        return read(path, tree.read(path))

    crd = next(item for item in result.resources if item.id.name == "bs.x.io")
    found = origin_of(crd, At(("metadata", "name")), result, reader)
    assert found is not None
    assert (found.path, found.document, found.exact) == ("charts/web/crds/crd.yaml", 1, True)
    made = next(item for item in result.resources if item.id.kind == "ConfigMap")
    assert origin_of(made, At(("metadata", "name")), result, reader) is None
