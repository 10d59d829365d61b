"""The generators of an ApplicationSet that need nothing but this repository.

Source: Argo CD `applicationset/generators/`, v3.1.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from manifestlint.argocd.application import texts
from manifestlint.argocd.git_generator import from_directories, from_files
from manifestlint.argocd.gotemplate.values import as_parameters, shown
from manifestlint.argocd.repository import reads
from manifestlint.argocd.templates import Renderer, flattened
from manifestlint.argocd.unknowns import NeedsCluster, NotExpandable, Refused
from manifestlint.argocd.yamltext import parse_yaml
from manifestlint.model.names import is_qualified_name
from manifestlint.model.selector import label_selector
from manifestlint.model.shape import mapping, mappings, sequence, text
from manifestlint.source import Tree

Params = dict[str, Any]

_ELSEWHERE = {
    "clusters": "the clusters that Argo CD knows",
    "scmProvider": "the repositories of a Git host",
    "clusterDecisionResource": "an object in the cluster",
    "pullRequest": "the open pull requests of a repository",
    "plugin": "a plugin over the network",
}
_NESTED = ("matrix", "merge")
_KNOWN = ("list", "git", *_NESTED, *_ELSEWHERE)
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class World:
    """What generators read: a tree, and the keys and revisions by which a URL means it."""

    tree: Tree
    keys: Collection[str]
    revisions: Collection[str]
    renderer: Renderer


@dataclass(frozen=True, slots=True)
class Generated:
    """The parameters that one generator makes, and its kind."""

    kind: str
    params: tuple[Params, ...]


def kinds_of(generator: Mapping[str, Any]) -> tuple[str, ...]:
    """The generators that one item of `generators` holds.

    Raises:
        NotExpandable: it holds one that is not known here.
    """
    written = [key for key, value in generator.items() if value is not None and key != "selector"]
    unknown = sorted(set(written) - set(_KNOWN))
    if unknown:
        raise NotExpandable(f"the generator {unknown[0]} is not known here")
    return tuple(kind for kind in _KNOWN if kind in written)


def generate(
    generator: Mapping[str, Any], world: World, given: Mapping[str, Any] | None = None, depth: int = 0
) -> list[Generated]:
    """The parameters of all generators that an item holds; `given` are those of the other side of a matrix.

    Raises:
        NeedsCluster: one asks the cluster or the network.
        NotExpandable: it cannot be worked out, or Argo CD refuses it.
    """
    matches = _selector(generator.get("selector"))
    kinds = kinds_of(generator)
    interpolated = world.renderer.deep(dict(generator), given) if given else generator
    found = []
    for kind in kinds:
        params = _generate(kind, mapping(interpolated.get(kind)), world, depth)
        found.append(Generated(kind, tuple(item for item in params if matches(flattened(item)))))
    return found


def _generate(kind: str, data: Mapping[str, Any], world: World, depth: int) -> list[Params]:
    if kind in _ELSEWHERE:
        raise NeedsCluster(f"the generator {kind} asks for {_ELSEWHERE[kind]}")
    if kind == "list":
        return _list(data, world.renderer)
    if kind == "git":
        return _git(data, world)
    return (_matrix if kind == "matrix" else _merge)(data, world, depth)


def _list(data: Mapping[str, Any], renderer: Renderer) -> list[Params]:
    made = [as_parameters(mapping(element)) for element in sequence(data.get("elements"))]
    if not renderer.go:
        made = [_texts_only(element) for element in made]
    written = text(data.get("elementsYaml"))
    if written:
        more = parse_yaml(written, "elementsYaml")
        if not isinstance(more, list | None) or not all(isinstance(item, dict) for item in more or ()):
            raise Refused("elementsYaml is no list of mappings")
        made += [as_parameters(item) for item in more or ()]
    return made


def _texts_only(element: Params) -> Params:
    """In the older syntax an element holds text, and `values` one level of it (`list.go`)."""
    flat: Params = {}
    for key, value in element.items():
        nested = mapping(value) if key == "values" else {}
        if key == "values" and not isinstance(value, dict):
            raise Refused("values of a list element is no mapping")
        flat |= {f"values.{name}": item for name, item in nested.items()} if key == "values" else {key: value}
    for key, value in flat.items():
        if not isinstance(value, str):
            raise Refused(f"{key} of a list element is no text, which it must be without goTemplate")
    return flat


def _git(data: Mapping[str, Any], world: World) -> list[Params]:
    url, revision = text(data.get("repoURL")), text(data.get("revision"))
    if not reads(url, revision, world.keys, world.revisions):
        where = f"{url} at {revision}" if revision else url
        raise NeedsCluster(
            f"the git generator reads {where or 'no repository'}, which is not what is checked"
        )
    if sequence(data.get("directories")):
        return from_directories(data, world.tree, world.renderer)
    if sequence(data.get("files")):
        return from_files(data, world.tree, world.renderer)
    raise Refused("the git generator names neither directories nor files")


def _matrix(data: Mapping[str, Any], world: World, depth: int) -> list[Params]:
    """Every combination of two generators; the second one may use the parameters of the first."""
    generators = [item for _, item in mappings(data.get("generators"))]
    if len(generators) != 2:
        raise Refused(f"a matrix takes two generators, not {len(generators)}")
    combine = _deep if world.renderer.go else _as_texts
    return [
        combine(second, first)
        for first in _nested(generators[0], world, depth)
        for second in _nested(generators[1], world, depth, first)
    ]


def _merge(data: Mapping[str, Any], world: World, depth: int) -> list[Params]:
    """The parameters of the first generator, with what later ones say for the same merge keys."""
    generators = [item for _, item in mappings(data.get("generators"))]
    if len(generators) < 2:
        raise Refused(f"a merge takes two generators or more, not {len(generators)}")
    keys = tuple(dict.fromkeys(texts(data.get("mergeKeys"))))
    if not keys:
        raise Refused("a merge needs mergeKeys")
    base, *others = (_by_key(_nested(item, world, depth), keys) for item in generators)
    for other in others:
        for key in base.keys() & other.keys():
            base[key] = _deep(base[key], other[key]) if world.renderer.go else base[key] | other[key]
    return list(base.values())


def _nested(
    generator: Mapping[str, Any], world: World, depth: int, given: Mapping[str, Any] | None = None
) -> list[Params]:
    """One generator inside another. Only one level of matrix or merge may stand in a matrix or merge."""
    kinds = kinds_of(generator)
    if depth + 1 >= _DEEPEST and set(kinds) & set(_NESTED):
        raise Refused("matrix and merge generators nest at most once")
    if len(kinds) != 1:
        raise Refused(f"an item of a matrix or merge holds one generator, not {len(kinds)}")
    return list(generate(generator, world, given, depth + 1)[0].params)


def _by_key(params: list[Params], keys: tuple[str, ...]) -> dict[str, Params]:
    found: dict[str, Params] = {}
    for item in params:
        key = json.dumps({name: item.get(name) for name in keys}, sort_keys=True)
        if key in found:
            raise Refused(f"two parameter sets of one generator have the same merge keys: {key}")
        found[key] = item
    return found


def _deep(target: Params, other: Params) -> Params:
    """Both, the other one winning; mappings are merged (mergo v1.0, `WithOverride`)."""
    merged = dict(target)
    for key, value in other.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _deep(old, value) if both and old is not None else value
    return merged


def _as_texts(second: Params, first: Params) -> Params:
    """Both as texts; a key that they fill differently is an error (`utils/map.go`, `CombineStringMaps`)."""
    merged = {key: shown(value) for key, value in first.items()}
    for key, value in second.items():
        if merged.setdefault(key, shown(value)) != shown(value):
            raise Refused(f"both generators of a matrix set {key}, to {merged[key]!r} and {shown(value)!r}")
    return dict(merged)


def _selector(data: Any) -> Callable[[Mapping[str, str]], bool]:
    """Labels are here all parameters, flattened, with any text as a value."""
    if not isinstance(data, dict):
        return lambda params: True  # noqa: ARG005 - everything is selected
    selector = label_selector(data)
    for item in selector.requirements:
        if not is_qualified_name(item.key):
            raise Refused(f"the selector's key {item.key!r} is no label name")
        if item.operator not in {"In", "NotIn", "Exists", "DoesNotExist"}:
            raise Refused(f"the selector's operator {item.operator!r} is unknown")
        if bool(item.values) is (item.operator in {"Exists", "DoesNotExist"}):
            raise Refused(f"the selector's {item.operator} for {item.key} has values too few or too many")
    return selector.matches
