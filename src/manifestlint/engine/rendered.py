"""A bundle that a tool makes: render it, and judge every object as if it were written."""

from collections.abc import Iterator
from dataclasses import replace

from manifestlint.argocd.tool import Tool
from manifestlint.core.directive import Directive
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.place import At
from manifestlint.engine.directives import ANNOTATION, parse_directive
from manifestlint.engine.file import FileResult, judge_resource
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import locate
from manifestlint.engine.place import find_place
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.schemas import Library
from manifestlint.engine.sources import Sources
from manifestlint.model.facts import read_facts
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings, sequence, text
from manifestlint.render import (
    NotRenderable,
    Rendered,
    read_helm_options,
    read_kustomize_options,
    render_helm,
    render_kustomize,
    repository_path,
)
from manifestlint.schema.versions import choose
from manifestlint.source import Tree

_REVISION = "0" * 40


def check_rendered(plan: BundlePlan, sources: Sources, judge: Judge, library: Library) -> FileResult:
    """Render a bundle and judge its objects; where that cannot be done, a failure says why."""
    try:
        rendered = _render(plan, sources.tree, judge.policy.kubernetes_version)
    except NotRenderable as error:
        what = f"Application {plan.name}" if plan.claim else f"{plan.tool} source {plan.name}"
        failure = Failure(FailureKind.NOT_RENDERABLE, what, str(error), plan.root or ".")
        return FileResult(plan.root, failures=(failure,))
    judgement = Judgement()
    resources = []
    for made in rendered.resources:
        origin = sources.add_rendered(plan.name, made, rendered)
        resource = Resource(made.id, origin, made.data)
        resources.append(resource)
        judge_resource(resource, plan, judge, library, judgement)
    return FileResult(
        plan.root,
        facts=tuple(map(read_facts, resources)),
        findings=tuple(locate(judged, sources, plan.name) for judged in judgement.problems),
        failures=tuple(judgement.failures),
        directives=tuple(_directives(resources, sources)),
    )


def _build_environment(plan: BundlePlan) -> dict[str, str]:
    """What Argo CD tells the tools (Argo CD `reposerver/repository/repository.go`, `newEnv`, v3.1).

    The name is that by which objects are tracked, `types.go`, `InstanceName`. The revision is the commit that
    will be applied: it does not exist yet, so zeros stand for it.
    """
    if plan.claim is None:
        return {}
    application, source = plan.claim.application, plan.claim.source
    return {
        "ARGOCD_APP_NAME": plan.name.replace("/", "_"),
        "ARGOCD_APP_NAMESPACE": plan.namespace,
        "ARGOCD_APP_PROJECT_NAME": application.project,
        "ARGOCD_APP_REVISION": _REVISION,
        "ARGOCD_APP_REVISION_SHORT": _REVISION[:7],
        "ARGOCD_APP_REVISION_SHORT_8": _REVISION[:8],
        "ARGOCD_APP_SOURCE_REPO_URL": source.repo_url,
        "ARGOCD_APP_SOURCE_PATH": source.path,
        "ARGOCD_APP_SOURCE_TARGET_REVISION": source.target_revision,
    }


def _render(plan: BundlePlan, tree: Tree, version: str | None) -> Rendered:
    if plan.fault or plan.tool is Tool.PLUGIN:
        raise NotRenderable(plan.fault or "a plugin makes its objects")
    source = plan.claim.source if plan.claim else None
    environment = _build_environment(plan)
    if plan.tool is Tool.KUSTOMIZE:
        options = read_kustomize_options(source.kustomize if source else None, environment)
        return render_kustomize(tree, plan.root, options)
    helm = dict(source.helm or {}) if source else {}
    cluster = choose(version)
    return render_helm(
        tree,
        plan.root,
        read_helm_options(
            helm,
            application=plan.claim.application.name
            if plan.claim
            else plan.root.rpartition("/")[2] or "release",
            namespace=plan.namespace,
            kube_version=f"{cluster.major}.{cluster.minor}",
            value_files=tuple(_value_files(plan, sequence(helm.get("valueFiles")))),
            file_parameters=tuple(
                (text(item.get("name")), _path(plan, text(item.get("path"))))
                for _, item in mappings(helm.get("fileParameters"))
            ),
            environment=environment,
        ),
    )


def _value_files(plan: BundlePlan, written: list[object]) -> Iterator[str]:
    for item in written:
        if isinstance(item, str):
            yield _path(plan, item)


def _path(plan: BundlePlan, reference: str) -> str:
    """A file that a source names: beside the chart, or by `$ref` from the root of another source."""
    if not reference.startswith("$") or plan.claim is None:
        return repository_path(plan.root, reference, "the value file")
    name, _, path = reference[1:].partition("/")
    for source in plan.claim.application.sources:
        if source.ref == name:
            if source.repo_url != plan.claim.source.repo_url:
                raise NotRenderable(f'"{reference}" lies in another repository, {source.repo_url}')
            return repository_path("", path, "the value file")
    raise NotRenderable(f'"{reference}" names no source: none has the ref "{name}"')


def _directives(resources: list[Resource], sources: Sources) -> Iterator[Directive]:
    """Annotations that stand in no file; those that do are read there."""
    at = At(("metadata", "annotations", ANNOTATION))
    for resource in resources:
        written = resource.get(*at.pointer)
        if not isinstance(written, str):
            continue
        place = find_place(resource.origin, at, sources)
        if not place.written:
            directive = parse_directive(written, place.path, place.span, place.excerpt)
            yield replace(directive, document=place.document, resource=resource.id)
