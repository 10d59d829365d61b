"""The Applications that an ApplicationSet makes, worked out without a cluster.

Source: Argo CD `applicationset/controllers/template/` and `applicationset/utils/utils.go`, v3.1.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.argocd.application import FINALIZER, texts
from manifestlint.argocd.generators import Generated, World, generate
from manifestlint.argocd.patch import strategic_merge
from manifestlint.argocd.templates import Renderer
from manifestlint.argocd.unknowns import NotExpandable, Refused
from manifestlint.argocd.yamltext import parse_yaml
from manifestlint.model.kinds import ARGOCD_GROUP
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.source import Tree

_META = ("name", "namespace", "labels", "annotations", "finalizers")
_ATOMIC = frozenset({"valuesObject"})


@dataclass(frozen=True, slots=True)
class MadeApplication:
    """An Application as data, the parameters that it was made of, and the index of its generator."""

    data: dict[str, Any]
    params: Mapping[str, Any]
    generator: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A generator whose Applications are not known, and why; None where it is the whole set."""

    generator: int | None
    error: NotExpandable


@dataclass(frozen=True, slots=True)
class Expansion:
    """What an ApplicationSet makes, as far as it is known. `unknown` is never to be passed over."""

    applications: tuple[MadeApplication, ...]
    unknown: tuple[Unknown, ...]


def is_application_set(resource: Resource) -> bool:
    """Whether a resource is an ApplicationSet of Argo CD."""
    id = resource.id
    return (id.group, id.version, id.kind) == (ARGOCD_GROUP, "v1alpha1", "ApplicationSet")


def expand(resource: Resource, tree: Tree, keys: Collection[str], revisions: Collection[str]) -> Expansion:
    """All Applications of an ApplicationSet; the tree is the repository from its root.

    Argo CD makes none at all where one generator fails. Here each is told apart, so that what one of them
    makes is judged even if another one needs the cluster.
    """
    spec = mapping(resource.get("spec"))
    renderer = Renderer(spec.get("goTemplate") is True, texts(spec.get("goTemplateOptions")))
    world = World(tree, keys, revisions, renderer)
    made: list[MadeApplication] = []
    unknown: list[Unknown] = []
    for index, generator in mappings(spec.get("generators")):
        try:
            made += _from_generator(generator, index, resource, world)
        except NotExpandable as error:
            unknown.append(Unknown(index, error))
    names: set[str] = set()
    for application in made:
        name = text(application.data["metadata"].get("name"))
        if name in names:
            twice = Refused(f"two Applications of the set would be called {name}")
            unknown.append(Unknown(application.generator, twice))
        names.add(name)
    return Expansion(tuple(made), tuple(unknown))


def _from_generator(
    generator: Mapping[str, Any], index: int, resource: Resource, world: World
) -> list[MadeApplication]:
    found = generate(generator, world)
    if not found:
        raise Refused("an item of generators holds no generator")
    return [
        MadeApplication(_application(template, params, resource, world.renderer), params, index)
        for generated in found
        for template in [_template(generated, generator, resource)]
        for params in generated.params
    ]


def _template(generated: Generated, generator: Mapping[str, Any], resource: Resource) -> dict[str, Any]:
    """The generator's own template, and from the set's what it leaves empty."""
    own = mapping(mapping(generator.get(generated.kind)).get("template"))
    template = _filled(own, mapping(resource.get("spec", "template")))
    metadata = mapping(template.get("metadata"))
    return {
        "apiVersion": f"{ARGOCD_GROUP}/v1alpha1",
        "kind": "Application",
        "metadata": {key: metadata[key] for key in _META if key in metadata},
        "spec": mapping(template.get("spec")),
    }


def _filled(own: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """A mapping with what it leaves empty, zero and false included (mergo v1.0, `Merge`)."""
    merged = dict(own)
    for key, value in base.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict) and not (key in _ATOMIC and old):
            merged[key] = _filled(old, value)
        elif not old:
            merged[key] = value
    return merged


def _application(
    template: dict[str, Any], params: Mapping[str, Any], resource: Resource, renderer: Renderer
) -> dict[str, Any]:
    """The template with its parameters; without any it stays as it is, and gets no finalizer either."""
    made: dict[str, Any] = renderer.deep(template, params) if params else template
    metadata = dict(made["metadata"])
    spec = mapping(resource.get("spec"))
    kept = mapping(spec.get("syncPolicy")).get("preserveResourcesOnDeletion") is True
    if params and not kept and not sequence(metadata.get("finalizers")):
        metadata["finalizers"] = [FINALIZER]
    made = {**made, "metadata": metadata}
    if isinstance(spec.get("templatePatch"), str):
        made = _patched(made, renderer.text(spec["templatePatch"], params))
    made["metadata"] = {**made["metadata"], "namespace": resource.id.namespace}
    return made


def _patched(made: dict[str, Any], patch: str) -> dict[str, Any]:
    """The Application after its patch, which cannot change the project (`template/patch.go`)."""
    data = parse_yaml(patch, "templatePatch")
    if data is None:
        return made
    if not isinstance(data, dict):
        raise Refused("templatePatch is no mapping")
    patched = strategic_merge(made, data)
    spec = {key: value for key, value in mapping(patched.get("spec")).items() if key != "project"}
    project = made["spec"].get("project")
    return {
        **patched,
        "metadata": mapping(patched.get("metadata")),
        "spec": spec if project is None else {**spec, "project": project},
    }
