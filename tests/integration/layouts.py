"""Git repositories of Applications, and the objects that each of them applies."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from manifestlint.api import Request
from manifestlint.api.workspace import open_workspace
from manifestlint.argocd.repository import repository_key
from manifestlint.config.policyset import PolicySet
from manifestlint.config.select import Selection
from manifestlint.engine.bundle import make_bundle
from manifestlint.engine.claims import Ours
from manifestlint.engine.file import FileResult
from manifestlint.engine.judge import Judge
from manifestlint.engine.plan import RENDERED, BundlePlan
from manifestlint.engine.run import run
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import find_scope
from manifestlint.rules import CATALOGUE
from manifestlint.source import Limits, git
from tests.support import REPOSITORY

Applied = tuple[str, str, str, str]
"""Kind, namespace, name, and the file that the object comes from."""


class Repository:
    """A git worktree whose remote is the one that Applications name."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.root = root
        for command in (("init", "-q", "-b", "main"), ("remote", "add", "origin", REPOSITORY)):
            subprocess.run(["git", "-C", root, *command], check=True)
        for path, content in (files or {}).items():
            self.write(path, content)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file; git need not know it yet."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def applied(repository: Repository) -> dict[str, list[Applied]]:
    """What Argo CD would apply, by Application; sorted, because the order is that of waves."""
    root, policy = repository.root, PolicySet()
    workspace = open_workspace(Request(paths=(root,), cwd=root))
    scope = find_scope(workspace.tree, policy, workspace.paths, governed=False)
    sources = Sources(workspace.tree, Limits())
    judge = Judge(policy, Selection(policy, CATALOGUE.infos, ("yaml-syntax",)), CATALOGUE)
    ours = Ours(frozenset(map(repository_key, git.remotes(root))), frozenset(git.branches(root)) | {"main"})
    outcome = run(scope, sources, judge, ours)
    assert not outcome.failures, outcome.failures
    found: dict[str, list[Applied]] = {}
    for parts in outcome.plan.together:
        if parts[0].claim is None:
            continue
        bundle = make_bundle(
            parts, [item for plan in parts for item in _results(plan, outcome.files)], judge, {}
        )
        objects = found.setdefault(parts[0].name, [])
        for facts in bundle.applied:
            where = bundle.namespace_of(facts)
            objects.append((facts.id.kind, where, facts.id.name, facts.ref.origin.file))
        objects.sort()
    return found


def _results(plan: BundlePlan, results: tuple[FileResult, ...]) -> list[FileResult]:
    """A file of two Applications is judged twice; its objects are the same."""
    if plan.tool not in RENDERED:
        return list({result.path: result for result in results if result.path in plan.files}.values())
    begin = f"{plan.name}\0"
    made = (item for item in results if any(f.ref.origin.path.startswith(begin) for f in item.facts))
    return [result for result in made if result.path == plan.root]


def application(name: str, *sources: str, namespace: str = "shop", spec: str = "") -> str:
    """An Application, the sources as flow mappings without their repoURL; several make `sources`."""
    written = [f"{{repoURL: {REPOSITORY}, targetRevision: HEAD, {source}}}" for source in sources]
    source = f"source: {written[0]}" if len(written) == 1 else f"sources: [{', '.join(written)}]"
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {{name: {name}, namespace: argocd}}
spec:
  project: default
  {source}
  destination: {{server: https://kubernetes.default.svc, namespace: {namespace}}}
{spec}"""


def manifest(kind: str, name: str, namespace: str = "", api_version: str = "v1") -> str:
    """An object of which nothing but its identity matters."""
    where = f", namespace: {namespace}" if namespace else ""
    return f"apiVersion: {api_version}\nkind: {kind}\nmetadata: {{name: {name}{where}}}\n"


def config(name: str, namespace: str = "") -> str:
    """A ConfigMap."""
    return manifest("ConfigMap", name, namespace)
