"""Kustomizations by the real tool: what is applied, and where it was written."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from manifestlint.core.place import At
from manifestlint.render import (
    KustomizeOptions,
    NotRenderable,
    Rendered,
    excerpt_of,
    origin_of,
    read_kustomize_options,
    render_kustomize,
)
from manifestlint.render.binaries import Limits, find_kustomize
from manifestlint.source import Source, Worktree, read
from tests.support import MemoryTree

pytestmark = pytest.mark.usefixtures("tools")

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: app
          image: team/web:v1
          ports: [{containerPort: 80}]
        - name: proxy
          image: team/proxy:v1
---
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations: {team: a}
spec:
  selector: {app: web}
  ports: [{port: 80}]
"""
BASE = {
    "base/kustomization.yaml": """\
resources: [web.yaml]
configMapGenerator: [{name: conf, files: [k=conf.txt]}]
""",
    "base/web.yaml": DEPLOYMENT,
    "base/conf.txt": "a\n",
}
DEV = {"dev/kustomization.yaml": "resources: [../base]\nnamePrefix: dev-\nnamespace: dev\n"}


def tree_of(*parts: dict[str, str]) -> MemoryTree:
    files = {path: content for part in parts for path, content in part.items()}
    return MemoryTree({path: content.encode() for path, content in files.items()})


def rendered(*parts: dict[str, str], path: str = "dev", **spec: Any) -> Rendered:
    return render_kustomize(tree_of(*parts), path, read_kustomize_options(spec))


def by_kind(result: Rendered, kind: str) -> dict[str, Any]:
    return next(item.data for item in result.resources if item.id.kind == kind)


def test_is_what_kustomize_builds_with_the_origin_of_every_object(tmp_path: Path) -> None:
    for path, content in (BASE | DEV).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content)
    plain = subprocess.run(
        [*find_kustomize().command, str(tmp_path / "dev")], check=True, capture_output=True, text=True
    ).stdout
    result = render_kustomize(Worktree(tmp_path), "dev")
    texts = [item.text.strip() for item in result.resources]
    assert texts == [part.strip() for part in plain.split("---\n")]
    for item in result.resources:
        assert read("", item.text.encode()).documents[0].data == item.data
    assert {item.id.kind: (item.path, item.generator) for item in result.resources} == {
        "ConfigMap": ("base/kustomization.yaml", "ConfigMapGenerator"),
        "Deployment": ("base/web.yaml", ""),
        "Service": ("base/web.yaml", ""),
    }
    assert result.inputs == tuple(sorted(BASE | DEV))


def test_options_edit_the_kustomization_itself() -> None:
    result = rendered(
        BASE,
        DEV,
        namePrefix="live-",
        nameSuffix="-x",
        namespace="live",
        images=["team/web:v2", "team/proxy=other/proxy@sha256:" + "0" * 64],
        replicas=[{"name": "web", "count": "3"}],
        commonLabels={"stage": "$ARGOCD_APP_NAME"},
        labelWithoutSelector=True,
        commonAnnotations={"from": "$ARGOCD_APP_NAME"},
        patches=[
            {"target": {"kind": "Service"}, "patch": '[{"op":"add","path":"/spec/type","value":"NodePort"}]'}
        ],
    )
    deployment, service = by_kind(result, "Deployment"), by_kind(result, "Service")
    assert deployment["metadata"]["name"] == "live-web-x"
    assert deployment["metadata"]["namespace"] == "live"
    assert deployment["spec"]["replicas"] == 3
    assert deployment["spec"]["selector"]["matchLabels"] == {"app": "web"}
    assert [item["image"] for item in deployment["spec"]["template"]["spec"]["containers"]] == [
        "team/web:v2",
        "other/proxy@sha256:" + "0" * 64,
    ]
    assert service["metadata"]["labels"] == {"stage": ""}
    assert service["metadata"]["annotations"] == {"team": "a", "from": "$ARGOCD_APP_NAME"}
    assert service["spec"]["type"] == "NodePort"


def test_components() -> None:
    component = {
        "extra/kustomization.yaml": """\
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
namePrefix: c-
"""
    }
    result = rendered(BASE, DEV, component, components=["../extra", "../gone"], ignoreMissingComponents=True)
    assert by_kind(result, "Service")["metadata"]["name"] == "dev-c-web"
    with pytest.raises(NotRenderable, match=r'components\[1\] names "../gone"'):
        rendered(BASE, DEV, component, components=["../extra", "../gone"])


REFUSED = {
    "https": ("resources: [https://example.com/a.yaml]", "resources[0] is remote"),
    "ssh": ("resources: ['git@github.com:a/b.git']", "resources[0] is remote"),
    "host": ("resources: [github.com/a/b?ref=v1]", "resources[0] is remote"),
    "patch": (
        "resources: [a.yaml]\npatches: [{path: 'http://example.com/p.yaml'}]",
        "patches[0].path is remote",
    ),
    "missing": ("resources: [b.yaml]", 'names "b.yaml", and the repository has no such file'),
    "outside": ("resources: [../../a]", "leaves the repository"),
    "chart": ("helmCharts: [{name: x}]", "helmCharts inflates a Helm chart"),
    "function": ("generators: [f.yaml]", "Krm runs a function"),
    "plugin": ("transformers: ['{apiVersion: x.io/v1, kind: Exec, metadata: {name: x}}']", "is a plugin"),
    "builtin chart": ("generators: [h.yaml]", "inflates a Helm chart"),
    "inline remote": (
        "transformers: ['{apiVersion: builtin, kind: PatchTransformer, metadata: {name: x}, path: https://a/b}']",
        "is remote: https://a/b",
    ),
    "unknown field": ("resources: [a.yaml]\nressources: []", "ressources"),
    "no yaml": ("resources: [a.yaml\n", "did not find expected"),
    "two files": ("resources: [../two]", "Found multiple kustomization files"),
    "beside": ("resources: [../base.yaml]", "is not in or below"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_rendered_says_why(name: str) -> None:
    text, words = REFUSED[name]
    plugin = (
        "apiVersion: a/v1\nkind: Krm\nmetadata: {name: k, annotations: {config.kubernetes.io/function: x}}\n"
    )
    tree = tree_of(
        {
            "a/kustomization.yaml": text,
            "a/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
            "a/f.yaml": plugin,
            "a/h.yaml": "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: h}\n",
            "base.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
            "two/kustomization.yaml": "",
            "two/Kustomization": "",
        }
    )
    with pytest.raises(NotRenderable) as caught:
        render_kustomize(tree, "a", KustomizeOptions())
    assert words in str(caught.value)
    assert tempfile.gettempdir() not in str(caught.value)


def test_of_a_key_that_stands_twice_the_last_one_counts() -> None:
    files = {
        "a/kustomization.yaml": "resources: [b.yaml]\nresources: [a.yaml]\n",
        "a/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
    }
    assert [item.id.name for item in rendered(files, path="a").resources] == ["a"]


def test_built_in_plugins_work() -> None:
    files = {
        "a/kustomization.yaml": "resources: [a.yaml]\ntransformers: [t.yaml]\n",
        "a/t.yaml": "apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\npath: deep/p.yaml\n",
        "a/deep/p.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n",
        "a/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
    }
    assert rendered(files, path="a").resources[0].data["data"] == {"k": "v"}


def test_only_what_git_would_give_argo_cd_is_seen(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("ignored.yaml\n")
    (tmp_path / "ignored.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
    (tmp_path / "kustomization.yaml").write_text("resources: [ignored.yaml]\n")
    with pytest.raises(NotRenderable, match="no such file"):
        render_kustomize(Worktree(tmp_path), "")


def test_links_lead_where_they_lead(tmp_path: Path) -> None:
    for path, content in (BASE | {"real/dev/kustomization.yaml": "resources: [../../base]\n"}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    (tmp_path / "dev").symlink_to("real/dev")
    assert len(render_kustomize(Worktree(tmp_path), "dev").resources) == 3
    (tmp_path / "out").symlink_to("/usr")
    with pytest.raises(NotRenderable, match="leads out of the repository"):
        render_kustomize(Worktree(tmp_path), "out")


def test_limits() -> None:
    tree = tree_of(BASE, DEV)
    with pytest.raises(NotRenderable, match="printed more than 10 bytes"):
        render_kustomize(tree, "dev", limits=Limits(output_bytes=10))
    with pytest.raises(NotRenderable, match=r"took longer than 0.001 s"):
        render_kustomize(tree, "dev", limits=Limits(seconds=0.001))
    with pytest.raises(NotRenderable, match="more than 10 bytes of files"):
        render_kustomize(tree, "dev", limits=Limits(copied_bytes=10))


def test_places_lead_back_to_the_manifest() -> None:
    patch = {
        "dev/kustomization.yaml": """\
resources: [../base]
namePrefix: dev-
patches: [{path: p.yaml}]
images: [{name: team/web, newTag: v2}]
""",
        "dev/p.yaml": """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: first, image: team/first:v1}]}}}
""",
    }
    tree = tree_of(BASE, patch)
    result = render_kustomize(tree, "dev")

    def reader(path: str) -> Source:
        return read(path, tree.read(path))

    deployment = next(item for item in result.resources if item.id.kind == "Deployment")
    containers = ("spec", "template", "spec", "containers")
    names = [item["name"] for item in deployment.data["spec"]["template"]["spec"]["containers"]]
    proxy, app, first = names.index("proxy"), names.index("app"), names.index("first")
    assert (first, app, proxy) == (0, 1, 2)

    found = origin_of(deployment, At((*containers, proxy, "image")), result, reader)
    assert found is not None
    assert (found.path, found.exact) == ("base/web.yaml", True)
    assert reader(found.path).excerpt(reader(found.path).span(found.document, found.at)).lines == (
        "          image: team/proxy:v1",
    )
    # The tag that the overlay sets stands there; the container itself stands in the base, changed.
    image = At((*containers, app, "image"))
    tag = origin_of(deployment, image, result, reader)
    assert tag is not None
    assert (tag.path, tag.at.pointer) == ("dev/kustomization.yaml", ("images", 0, "newTag"))
    assert [line.strip() for line in excerpt_of(deployment, image).lines] == ["- image: team/web:v2"]
    changed = origin_of(deployment, At((*containers, app)), result, reader)
    assert changed is not None
    assert (changed.at.pointer, changed.exact) == ((*containers, 0), False)
    # What is missing in both is told where it is missing.
    missing = origin_of(deployment, At((*containers, proxy, "readinessProbe")), result, reader)
    assert missing is not None
    assert missing.at.pointer == (*containers, 1, "readinessProbe")
    # What only the patch has stands nowhere in the manifest.
    assert origin_of(deployment, At((*containers, first, "image")), result, reader) is None
    generated = next(item for item in result.resources if item.id.kind == "ConfigMap")
    assert origin_of(generated, At(("data",)), result, reader) is None


def test_without_the_tool(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotRenderable, match="neither is there"):
        rendered(BASE, DEV)
