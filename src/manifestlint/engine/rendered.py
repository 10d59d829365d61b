"""A bundle that a tool makes: render it, and judge every object as if it were written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from manifestlint.argocd.tool import Tool
from manifestlint.core.directive import Directive
from manifestlint.core.failure import Failure, FailureKind
from manifestlint.core.place import At
from manifestlint.engine.directives import ANNOTATION, parse_directive
from manifestlint.engine.file import FileResult, judge_resource, part_with
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.known import Known
from manifestlint.engine.locate import locate
from manifestlint.engine.peers import find_marks
from manifestlint.engine.place import find_place
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.render_checks import judge_inputs, judge_stability
from manifestlint.engine.schemas import Library
from manifestlint.engine.sources import Sources
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mappings, sequence, text
from manifestlint.render import (
    NotRenderable,
    Rendered,
    envsubst,
    is_url,
    read_helm_options,
    read_kustomize_options,
    render_helm,
    render_kustomize,
    repository_path,
)
from manifestlint.schema.versions import choose
from manifestlint.source import Tree

_SOME_COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""Stands for the commit that Argo CD will apply, which is not made yet."""


class Renderings:
    """What tools make of bundles; each is asked once, for the plan wants to know what the run judges."""

    def __init__(self, sources: Sources, version: str | None, known: Known | None = None) -> None:
        self._sources = sources
        self._version = version
        self._known = known
        self._kept: dict[tuple[object, ...], tuple[Resource, ...] | NotRenderable] = {}

    def resources(self, plan: BundlePlan) -> tuple[Resource, ...]:
        """The objects of a bundle.

        Raises:
            NotRenderable: there is no tool, it failed, or it would need what the repository does not have.
        """
        claim = plan.claim
        whose = (claim.facts.ref, repr(claim.source)) if claim else ()
        key = (plan.name, plan.root, plan.tool, plan.fault, *whose)
        if key not in self._kept:
            self._kept[key] = self._made(plan)
        found = self._kept[key]
        if isinstance(found, NotRenderable):
            raise found
        return found

    def found(self, plan: BundlePlan) -> tuple[Resource, ...]:
        """The objects of a bundle, none where it cannot be rendered."""
        try:
            return self.resources(plan)
        except NotRenderable:
            return ()

    def again(self, plan: BundlePlan) -> Rendered:
        """A second rendering of what could be rendered."""
        return _render(plan, self._sources.tree, self._version)

    def _made(self, plan: BundlePlan) -> tuple[Resource, ...] | NotRenderable:
        found = self._known.resources(plan) if self._known else None
        if found is not None:
            return found
        try:
            rendered = _render(plan, self._sources.tree, self._version)
        except NotRenderable as error:
            return error
        return tuple(
            Resource(made.id, self._sources.add_rendered(plan.name, made, rendered), made.data)
            for made in rendered.resources
        )


def check_rendered(
    plan: BundlePlan, renderings: Renderings, sources: Sources, judge: Judge, library: Library
) -> FileResult:
    """Render a bundle and judge its objects; where that cannot be done, a failure says why."""
    try:
        resources = renderings.resources(plan)
    except NotRenderable as error:
        what = f"Application {plan.name}" if plan.claim else f"{plan.tool} source {plan.name}"
        failure = Failure(FailureKind.NOT_RENDERABLE, what, str(error), plan.root or ".")
        return FileResult(plan.root, failures=(failure,))
    judgement = Judgement()
    resources = tuple(judge_resource(resource, plan, judge, library, judgement) for resource in resources)
    if plan.claim and not sources.is_earlier:
        judge_inputs(plan, resources, sources, judge, judgement)
        judge_stability(plan, resources, renderings.again, sources, judge, judgement)
    return FileResult(
        plan.root,
        facts=tuple(map(part_with, resources)),
        findings=tuple(locate(judged, sources, plan) for judged in judgement.problems),
        failures=tuple(judgement.failures),
        directives=tuple(_directives(resources, sources, judge.policy.honour)),
    )


def _render(plan: BundlePlan, tree: Tree, version: str | None) -> Rendered:
    if plan.fault or plan.tool is Tool.PLUGIN:
        raise NotRenderable(plan.fault or "a plugin makes its objects")
    source = plan.claim.source if plan.claim else None
    environment = _environment(plan)
    if plan.tool is Tool.KUSTOMIZE:
        options = read_kustomize_options(source.kustomize if source else None, environment)
        return render_kustomize(tree, plan.root, options, is_free=plan.is_free)
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
            value_files=tuple(
                _path(plan, item, environment)
                for item in sequence(helm.get("valueFiles"))
                if isinstance(item, str)
            ),
            file_parameters=tuple(
                (text(item.get("name")), _path(plan, text(item.get("path")), environment))
                for _, item in mappings(helm.get("fileParameters"))
            ),
            environment=environment,
        ),
    )


def _environment(plan: BundlePlan) -> dict[str, str]:
    """Argo CD's build environment (`reposerver/repository/repository.go`, `newEnv`, v3.1)."""
    found = {"ARGOCD_APP_NAME": plan.name.replace("/", "_"), "ARGOCD_APP_NAMESPACE": plan.namespace}
    if plan.claim:
        source = plan.claim.source
        found |= {
            "ARGOCD_APP_PROJECT_NAME": plan.claim.application.project,
            "ARGOCD_APP_REVISION": _SOME_COMMIT,
            "ARGOCD_APP_REVISION_SHORT": _SOME_COMMIT[:7],
            "ARGOCD_APP_REVISION_SHORT_8": _SOME_COMMIT[:8],
            "ARGOCD_APP_SOURCE_REPO_URL": source.repo_url,
            "ARGOCD_APP_SOURCE_PATH": source.path,
            "ARGOCD_APP_SOURCE_TARGET_REVISION": source.target_revision,
        }
    return found


def _path(plan: BundlePlan, reference: str, environment: Mapping[str, str]) -> str:
    """A file that a source names: beside the chart, or by `$ref` from the root of another source.

    What is no `ref` of another source is a variable (Argo CD `reposerver/repository/repository.go`,
    `getResolvedValueFiles` and `getReferencedSource`, v3.1).
    """
    name, _, path = reference.partition("/")
    sources = plan.claim.application.sources if plan.claim else ()
    source = next(
        (item for item in sources if item.ref and name == f"${item.ref}" and len(sources) > 1), None
    )
    if source is None:
        reference = envsubst(reference, environment)
        return reference if is_url(reference) else repository_path(plan.root, reference, "the value file")
    if plan.claim and source.pointer not in plan.claim.near:
        where = f"{source.repo_url} at {source.target_revision or 'HEAD'}"
        raise NotRenderable(f'"{reference}" lies in {where}, which is not what is checked')
    return repository_path("", envsubst(path, environment), "the value file")


def _directives(
    resources: tuple[Resource, ...], sources: Sources, honour: tuple[str, ...]
) -> Iterator[Directive]:
    """Annotations that stand in no file; those that do are read there."""
    at = At(("metadata", "annotations", ANNOTATION))
    for resource in resources:
        written = resource.get(*at.pointer)
        if isinstance(written, str):
            place = find_place(resource.origin, at, sources)
            if not place.written:
                directive = parse_directive(written, place.path, place.span, place.excerpt)
                yield replace(directive, document=place.document, resource=resource.id)
        for mark in find_marks(resource, honour):
            place = find_place(resource.origin, At(mark.pointer), sources)
            if not place.written:
                yield mark.directive(place.path, place.span, place.excerpt, place.document, (), resource)
