"""How the stages of one application differ: dev, stage, prod."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from manifestlint.argocd.globs import glob_matches
from manifestlint.core.finding import Finding
from manifestlint.core.place import At, Pointer
from manifestlint.core.problem import Problem, Related
from manifestlint.core.resource import ResourceRef
from manifestlint.engine.judge import Judge
from manifestlint.engine.locate import Judged, locate
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.sources import Sources
from manifestlint.model.bundle import Bundle
from manifestlint.model.shape import dig, mapping, text

RULE = "argocd-stage-drifted"
_MISSING = object()
_NAMESPACE = "metadata.namespace"
Planned = tuple[BundlePlan, Bundle]


def judge_drift(bundles: Iterable[Planned], sources: Sources, judge: Judge) -> Iterator[Finding]:
    """Compare each stage with the one before it, as far as the PolicySet names stages."""
    unique = tuple({id(bundle): (plan, bundle) for plan, bundle in bundles}.values())
    for written in judge.selection.variants(RULE):
        options = judge.selection.defaults(RULE) | dict(written)
        stages = tuple(options["stages"])
        for group in _groups(unique, stages):
            for first, second in pairwise(stage for stage in stages if stage in group):
                for plan, ref, problem in _compared(group, first, second, options["allowed"], sources):
                    effective = judge.setting(RULE, judge.target(ref.origin.file, ref.id, plan))
                    if effective is not None and effective.options == written:
                        yield locate(Judged(RULE, effective.severity, problem, ref), sources, plan)


def _groups(bundles: tuple[Planned, ...], stages: tuple[str, ...]) -> Iterator[dict[str, Planned]]:
    """The bundles whose names differ in nothing but the stage."""
    found: dict[str, dict[str, Planned]] = {}
    for plan, bundle in bundles:
        for stage in stages:
            name = _neutral(plan.name, stage)
            if name != plan.name and not bundle.partial:
                found.setdefault(name, {}).setdefault(stage, (plan, bundle))
    yield from found.values()


def _neutral(name: str, stage: str) -> str:
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(stage)}(?![A-Za-z0-9])", "*", name)


def _compared(
    group: Mapping[str, Planned], first: str, second: str, allowed: Iterable[str], sources: Sources
) -> Iterator[tuple[BundlePlan, ResourceRef, Problem]]:
    patterns = (*allowed, _NAMESPACE)
    before, after = (_objects(group[stage][1], stage) for stage in (first, second))
    for key in sorted(before.keys() ^ after.keys()):
        stage, other = (first, second) if key in before else (second, first)
        ref = before.get(key) or after[key]
        message = f"{ref.id}: it is in {stage}, and not in {other}"
        yield group[stage][0], ref, Problem(message, At(("metadata", "name")))
    for key in sorted(before.keys() & after.keys()):
        old, new = before[key], after[key]
        for named, pointer, values in _differences(_data(old, sources, first), _data(new, sources, second)):
            path = ".".join(map(str, named))
            if not any(glob_matches(item, path) for item in patterns):
                message = f"{new.id}: {path} is {_shown(values[1])} here and {_shown(values[0])} in {first}"
                related = Related(f"in {first}", At(("metadata", "name")), old)
                yield group[second][0], new, Problem(message, At(pointer), related=(related,))


def _objects(bundle: Bundle, stage: str) -> dict[tuple[str, str, str], ResourceRef]:
    return {
        (facts.id.group, facts.id.kind, _neutral(facts.id.name, stage)): facts.ref for facts in bundle.members
    }


def _data(ref: ResourceRef, sources: Sources, stage: str) -> Any:
    rendered = sources.rendered(ref.origin.path)
    if rendered is not None:
        return _without_stage(rendered[0].data, stage)
    document = sources.get(ref.origin.path).document(ref.origin.document)
    return _without_stage(dig(document.data, *ref.origin.pointer), stage)


def _without_stage(data: Any, stage: str) -> Any:
    """What differs only by the stage's own name is no difference."""
    if isinstance(data, dict):
        return {key: _without_stage(value, stage) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_stage(item, stage) for item in data]
    return _neutral(data, stage) if isinstance(data, str) else data


def _differences(
    old: Any, new: Any, named: Pointer = (), pointer: Pointer = ()
) -> Iterator[tuple[Pointer, Pointer, tuple[Any, Any]]]:
    """Where leaves differ, with list items by their names, and the place in the second one."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}, key=str):
            pair = old.get(key, _MISSING), new.get(key, _MISSING)
            yield from _differences(*pair, (*named, key), (*pointer, key))
    elif isinstance(old, list) and isinstance(new, list):
        left, right = _by_name(old), _by_name(new)
        for key in dict.fromkeys((*left, *right)):
            index = right[key][0] if key in right else 0
            pair = left.get(key, (0, _MISSING))[1], right.get(key, (0, _MISSING))[1]
            yield from _differences(*pair, (*named, key), (*pointer, index) if key in right else pointer)
    elif old != new:
        yield named, pointer, (old, new)


def _by_name(items: list[Any]) -> dict[str | int, tuple[int, Any]]:
    names = [text(mapping(item).get("name")) for item in items]
    unique = all(names) and len(set(names)) == len(items)
    keys: list[str | int] = [*names] if unique else [*range(len(items))]
    return {key: (index, items[index]) for index, key in enumerate(keys)}


def _shown(value: Any) -> str:
    if value is _MISSING:
        return "not set"
    shown = repr(value) if not isinstance(value, dict | list) else "set"
    return shown if len(shown) <= 60 else shown[:57] + "..."
