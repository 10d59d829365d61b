"""Applications as Argo CD reads them (docs: Application specification, multiple sources, auto sync)."""

from manifestlint.argocd.application import Application, read_application
from manifestlint.argocd.repository import is_ours
from manifestlint.argocd.sources import read_source
from tests.unit.argocd.samples import KEYS, REVISIONS, resource


def application(spec: str) -> Application:
    lines = "\n".join("  " + line for line in spec.splitlines())
    found = read_application(
        resource(
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
            f"metadata: {{name: web, namespace: argocd}}\nspec:\n{lines}\n"
        )
    )
    assert found is not None
    return found


def test_one_source() -> None:
    found = application("""\
project: shop
source:
  repoURL: https://git.example.com/team/deploy.git
  targetRevision: main
  path: ./apps//web/
  directory: {recurse: true, include: '*.yaml', exclude: 'x/*', jsonnet: {libs: [vendor]}}
destination: {server: https://kubernetes.default.svc, namespace: shop}
""")
    (source,) = found.sources
    assert (source.folder, source.target_revision, source.pointer) == ("apps/web", "main", ("spec", "source"))
    assert source.directory is not None
    assert (source.directory.recurse, source.directory.include, source.directory.exclude) == (
        True,
        "*.yaml",
        "x/*",
    )
    assert source.directory.jsonnet == {"libs": ["vendor"]}
    assert (found.name, found.namespace, found.project) == ("web", "argocd", "shop")
    assert found.destination.namespace == "shop"


def test_several_sources_hide_the_single_one() -> None:
    found = application("""\
source: {repoURL: a, path: x}
sources:
- {repoURL: b, path: y}
- {repoURL: c, ref: values}
- {repoURL: d, chart: nginx, ref: chart}
""")
    assert [source.repo_url for source in found.sources] == ["b", "c", "d"]
    assert [source.only_referred_to for source in found.sources] == [False, True, False]
    assert found.sources[1].pointer == ("spec", "sources", 1)


def test_no_sources_in_the_list_leave_the_single_one() -> None:
    assert [item.repo_url for item in application("sources: []\nsource: {repoURL: a}").sources] == ["a"]
    assert application("sources: []").sources == ()


def test_hydrated_is_read_from_the_branch_that_is_written() -> None:
    (source,) = application("""\
sourceHydrator:
  drySource: {repoURL: https://git.example.com/team/deploy, path: dry, targetRevision: main}
  syncSource: {targetBranch: env/dev, path: synced}
source: {repoURL: other}
""").sources
    assert (source.repo_url, source.path, source.target_revision) == (
        "https://git.example.com/team/deploy",
        "synced",
        "env/dev",
    )
    assert not is_ours(source, KEYS, REVISIONS)


def test_sync_policy() -> None:
    policy = application("""\
syncPolicy:
  automated: {prune: true, selfHeal: true, allowEmpty: true}
  syncOptions: [CreateNamespace=true, 'Prune = false', {Replace: true}]
  managedNamespaceMetadata: {labels: {a: b}}
  retry: {limit: 5}
""").sync_policy
    assert policy.is_automated
    assert policy.automated is not None
    assert (policy.automated.prune, policy.automated.self_heal, policy.automated.allow_empty) == (
        True,
        True,
        True,
    )
    assert policy.has_option("CreateNamespace=true")
    assert not policy.has_option("createNamespace=true")
    assert not policy.has_option("Prune=false")
    assert (policy.managed_namespace_metadata, policy.retry) == ({"labels": {"a": "b"}}, {"limit": 5})


def test_when_sync_is_automated() -> None:
    def automated(text: str) -> bool:
        return application(f"syncPolicy: {{automated: {text}}}").sync_policy.is_automated

    assert automated("{}")
    assert automated("{enabled: true}")
    assert not automated("{enabled: false, prune: true}")
    assert not automated("null")


def test_defaults() -> None:
    found = application("source: {repoURL: a}")
    assert (found.project, found.sync_policy.automated, found.finalizers) == ("default", None, ())
    assert not found.deletes_its_objects


def test_ignored_differences() -> None:
    (ignored,) = application("""\
ignoreDifferences:
- {kind: Deployment, jsonPointers: [/spec/replicas], jqPathExpressions: [.x], managedFieldsManagers: [m]}
""").ignore_differences
    assert (ignored.group, ignored.kind, ignored.json_pointers) == ("", "Deployment", ("/spec/replicas",))
    assert (ignored.jq_path_expressions, ignored.managers) == ((".x",), ("m",))


def test_only_three_finalizers_cascade() -> None:
    text = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: a, finalizers: [{0}]}}\n"

    def cascades(finalizer: str) -> bool:
        found = read_application(resource(text.format(finalizer)))
        return found is not None and found.deletes_its_objects

    assert cascades("resources-finalizer.argocd.argoproj.io")
    assert cascades("resources-finalizer.argocd.argoproj.io/background")
    assert not cascades("resources-finalizer.argocd.argoproj.io/orphan")
    assert not cascades("foregroundDeletion")


def test_other_kinds_are_none() -> None:
    assert read_application(resource("apiVersion: app.k8s.io/v1beta1\nkind: Application\n")) is None


def test_paths_that_argocd_refuses() -> None:
    paths = ["/apps", "../x", "a/../../x", "a/../b", "", ".", "..a"]
    refused = [path for path in paths if read_source({"path": path}).leads_outside]
    assert refused == ["/apps", "../x", "a/../../x"]
    assert [read_source({"path": path}).folder for path in paths[3:]] == ["b", "", "", "..a"]
