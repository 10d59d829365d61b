"""Which files are applied together, by whom and where."""

from manifestlint.argocd.tool import Tool
from manifestlint.config.policyset import PolicySet
from manifestlint.engine.plan import Plan, make_plan
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import find_scope
from manifestlint.source import Limits
from tests.support import OURS, REPOSITORY, MemoryTree

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n"


def application(name: str, path: str, namespace: str) -> str:
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {{name: {name}, namespace: argocd}}
spec:
  source: {{repoURL: {REPOSITORY}, path: {path}}}
  destination: {{namespace: {namespace}}}
"""


def plan(files: dict[str, str], *paths: str) -> Plan:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    scope = find_scope(tree, PolicySet(), paths or ("",), governed=False)
    return make_plan(scope, Sources(tree, Limits()), OURS, "argocd", lambda _: ())


def bundles(found: Plan) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {bundle.name: (bundle.namespace, bundle.files) for bundle in found.bundles if not bundle.is_base}


def test_one_bundle_for_plain_files() -> None:
    assert bundles(plan({"a/x.yaml": POD, "b/y.yaml": POD})) == {".": ("", ("a/x.yaml", "b/y.yaml"))}


def test_kustomizations_and_charts_are_bundles_of_their_own() -> None:
    files = {
        "x.yaml": POD,
        "k/kustomization.yaml": "resources: [y.yaml]",
        "k/y.yaml": POD,
        "c/Chart.yaml": "name: c",
        "c/crds/z.yaml": POD,
        "c/templates/t.yaml": POD,
    }
    found = plan(files)
    assert {name: files for name, (_, files) in bundles(found).items()} == {
        ".": ("x.yaml",),
        "c": ("c/Chart.yaml", "c/crds/z.yaml", "c/templates/t.yaml"),
        "k": ("k/kustomization.yaml", "k/y.yaml"),
    }
    assert [bundle.tool for bundle in found.bundles] == [Tool.DIRECTORY, Tool.HELM, Tool.KUSTOMIZE]
    assert found.raw == set(files) - {"x.yaml"}


def test_what_another_chart_renders_is_no_bundle() -> None:
    dependency = "dependencies: [{name: db, repository: 'file://../db'}]"
    files = {
        "web/Chart.yaml": f"name: web\n{dependency}",
        "web/charts/cache/Chart.yaml": "name: cache",
        "web/charts/cache/templates/t.yaml": POD,
        "db/Chart.yaml": "name: db",
        "db/templates/t.yaml": POD,
        "common/Chart.yaml": "name: common\ntype: library",
        "common/values.yaml": "a: b",
    }
    web = ("web/Chart.yaml", "web/charts/cache/Chart.yaml", "web/charts/cache/templates/t.yaml")
    assert bundles(plan(files)) == {"web": ("", web)}


def test_what_another_kustomization_builds_on_is_no_bundle() -> None:
    files = {
        "base/kustomization.yaml": "resources: [x.yaml]",
        "base/x.yaml": POD,
        "prod/kustomization.yaml": "resources: [../base]",
        "prod/patch.yaml": POD,
    }
    found = plan(files)
    assert [(bundle.name, bundle.tool) for bundle in found.bundles if not bundle.is_base] == [
        ("prod", Tool.KUSTOMIZE)
    ]
    assert [bundle.files for bundle in found.bundles if bundle.is_base] == [
        ("base/kustomization.yaml", "base/x.yaml")
    ]
    assert found.raw == set(files)


def test_directory_is_read_as_argocd_reads_it() -> None:
    recursive = application("web", "apps", "shop").replace("apps", "apps, directory: {recurse: true}")
    files = {"apps/x.yaml": POD, "apps/sub/y.yaml": POD}
    flat = plan(files | {"a.yaml": application("web", "apps", "shop")})
    assert bundles(flat) == {".": ("", ("a.yaml", "apps/sub/y.yaml")), "web": ("shop", ("apps/x.yaml",))}
    assert [item.path for item, _ in flat.not_applied] == ["apps/sub/y.yaml"]
    assert bundles(plan(files | {"a.yaml": recursive}))["web"] == ("shop", ("apps/sub/y.yaml", "apps/x.yaml"))


def test_application_claims_the_folder_that_it_names() -> None:
    files = {
        "argocd/web.yaml": application("web", "apps/web", "shop"),
        "argocd/db.yaml": application("db", "./apps/db/", "data"),
        "apps/web/x.yaml": POD,
        "apps/db/y.yaml": POD,
        "apps/z.yaml": POD,
    }
    assert bundles(plan(files)) == {
        ".": ("", ("apps/z.yaml", "argocd/db.yaml", "argocd/web.yaml")),
        "db": ("data", ("apps/db/y.yaml",)),
        "web": ("shop", ("apps/web/x.yaml",)),
    }


def test_application_of_another_repository_or_of_no_folder_claims_nothing() -> None:
    elsewhere = application("web", "apps", "shop").replace(REPOSITORY, "https://example.com/other")
    files = {"a.yaml": elsewhere, "b.yaml": application("db", "nowhere", "data"), "apps/x.yaml": POD}
    assert list(bundles(plan(files))) == ["."]


def test_named_files_are_one_world() -> None:
    files = {"a/x.yaml": POD, "b/y.yaml": POD, "b/z.yaml": POD}
    assert bundles(plan(files, "a/x.yaml", "b/y.yaml")) == {".": ("", ("a/x.yaml", "b/y.yaml"))}
    assert bundles(plan(files, "b/z.yaml")) == {"b": ("", ("b/z.yaml",))}
