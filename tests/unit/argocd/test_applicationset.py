"""What ApplicationSets make (Argo CD docs, Generating Applications; `applicationset/`, v3.1)."""

from typing import Any

from manifestlint.argocd.application import FINALIZER
from manifestlint.argocd.applicationset import Expansion, expand, is_application_set
from manifestlint.argocd.unknowns import NeedsCluster, Refused
from manifestlint.model.resource import read_resources
from tests.unit.argocd.samples import KEYS, REPOSITORY, REVISIONS, resource, tree_of

TEMPLATE: dict[str, Any] = {
    "metadata": {
        "name": "{{ .name }}",
        "namespace": "elsewhere",
        "labels": {"app": "{{ .name }}"},
        "uid": "x",
    },
    "spec": {
        "project": "shop",
        "source": {"repoURL": REPOSITORY, "path": "apps/{{ .name }}", "directory": {"recurse": True}},
        "destination": {"name": "in-cluster", "namespace": "{{ .name }}"},
    },
}


def expansion(*generators: dict[str, Any], files: dict[str, str] | None = None, **spec: Any) -> Expansion:
    data = {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "ApplicationSet",
        "metadata": {"name": "set", "namespace": "argocd"},
        "spec": {"goTemplate": True, "generators": list(generators), "template": TEMPLATE, **spec},
    }
    (found,) = read_resources(data, "set.yaml", 0)
    return expand(found, tree_of(files or {}), KEYS, REVISIONS)


def only(found: Expansion) -> dict[str, Any]:
    assert not found.unknown
    (application,) = found.applications
    return application.data


def names(*elements: str) -> dict[str, Any]:
    return {"list": {"elements": [{"name": name} for name in elements]}}


def test_template() -> None:
    found = expansion(names("web"))
    assert only(found) == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": "web",
            "namespace": "argocd",  # the set's own, whatever the template says
            "labels": {"app": "web"},
            "finalizers": [FINALIZER],
        },
        "spec": {
            "project": "shop",
            "source": {"repoURL": REPOSITORY, "path": "apps/web", "directory": {"recurse": True}},
            "destination": {"name": "in-cluster", "namespace": "web"},
        },
    }
    assert (found.applications[0].params, found.applications[0].generator) == ({"name": "web"}, 0)


def test_finalizers() -> None:
    assert (
        "finalizers"
        not in only(expansion(names("a"), syncPolicy={"preserveResourcesOnDeletion": True}))["metadata"]
    )
    own = {**TEMPLATE, "metadata": {"name": "a", "finalizers": ["x"]}}
    assert only(expansion(names("a"), template=own))["metadata"]["finalizers"] == ["x"]


def test_without_parameters_the_template_stays_as_it_is() -> None:
    made = only(expansion({"list": {"elements": [{}]}}))
    assert made["metadata"] == {
        "name": "{{ .name }}",
        "namespace": "argocd",
        "labels": {"app": "{{ .name }}"},
    }


def test_directories_in_the_older_syntax() -> None:
    generator = {"git": {"repoURL": REPOSITORY, "revision": "HEAD", "directories": [{"path": "apps/*"}]}}
    template = {
        "metadata": {"name": "{{path.basename}}"},
        "spec": {
            "source": {"repoURL": REPOSITORY, "path": "{{path}}"},
            "destination": {"namespace": "{{path[1]}}"},
        },
    }
    files = {"apps/db/x.yaml": "", "apps/web/x.yaml": ""}
    found = expansion(generator, goTemplate=False, template=template, files=files)
    assert [
        (item.data["metadata"]["name"], item.data["spec"]["source"]["path"], item.data["spec"]["destination"])
        for item in found.applications
    ] == [("db", "apps/db", {"namespace": "db"}), ("web", "apps/web", {"namespace": "web"})]


def test_a_generators_own_template_comes_first() -> None:
    own = {
        "metadata": {"labels": {"tier": "{{ .name }}"}},
        "spec": {"source": {"path": "other", "directory": {}}},
    }
    made = only(expansion({"list": {"elements": [{"name": "web"}], "template": own}}))
    assert made["spec"]["source"] == {"path": "other", "directory": {"recurse": True}, "repoURL": REPOSITORY}
    assert made["metadata"]["labels"] == {"tier": "web", "app": "web"}


def test_template_patch() -> None:
    patch = """\
metadata: {annotations: {from: '{{ .name }}'}}
spec:
  project: stolen
  {{- if eq .name "web" }}
  syncPolicy: {automated: {prune: true}}
  {{- end }}
"""
    web, db = expansion(names("web", "db"), templatePatch=patch).applications
    assert web.data["spec"]["syncPolicy"] == {"automated": {"prune": True}}
    assert "syncPolicy" not in db.data["spec"]
    assert web.data["spec"]["project"] == "shop"
    assert web.data["metadata"]["annotations"] == {"from": "web"}
    assert only(expansion(names("a"), templatePatch="{{ if false }}x{{ end }}"))["metadata"]["name"] == "a"


def test_a_patch_that_is_no_yaml_is_refused() -> None:
    for patch in ("a: [", "text"):
        (unknown,) = expansion(names("a"), templatePatch=patch).unknown
        assert isinstance(unknown.error, Refused)


def test_each_generator_is_told_apart() -> None:
    found = expansion(names("a"), {"clusters": {}}, names("b"), {"selector": {}})
    assert [item.data["metadata"]["name"] for item in found.applications] == ["a", "b"]
    assert [(item.generator, type(item.error)) for item in found.unknown] == [(1, NeedsCluster), (3, Refused)]
    assert found.unknown[0].error.reason == "the generator clusters asks for the clusters that Argo CD knows"


def test_a_template_that_fails_is_told() -> None:
    found = expansion({"list": {"elements": [{"other": "x"}]}}, goTemplateOptions=["missingkey=error"])
    assert not found.applications
    assert "asks for .name" in found.unknown[0].error.reason


def test_one_name_for_two_is_told() -> None:
    found = expansion(names("a", "a"))
    assert [item.error.reason for item in found.unknown] == ["two Applications of the set would be called a"]


def test_kind() -> None:
    assert is_application_set(resource("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n"))
    assert not is_application_set(resource("apiVersion: argoproj.io/v1alpha1\nkind: Application\n"))
