"""What only rendering tells of an Application: the files that it reads, and what is never twice the same."""

import re
import time
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from posixpath import join, normpath
from typing import Any

from manifestlint.argocd.application import Application, IgnoredDifference
from manifestlint.argocd.globs import glob_matches
from manifestlint.argocd.order import is_hook
from manifestlint.argocd.tool import Tool
from manifestlint.core.place import At, Pointer
from manifestlint.core.problem import Problem
from manifestlint.engine.judge import Judge, Judgement
from manifestlint.engine.locate import Judged
from manifestlint.engine.plan import BundlePlan
from manifestlint.engine.sources import Sources
from manifestlint.engine.world import is_below
from manifestlint.model.resource import Resource
from manifestlint.render import NotRenderable, Rendered
from manifestlint.source import Tree

_UNSTABLE = "argocd-render-unstable"
_INCOMPLETE = "argocd-generate-paths-incomplete"
_PATHS = "argocd.argoproj.io/manifest-generate-paths"
_CHANCE = re.compile(
    rb"\{\{[^}]*\b(?:rand\w+|gen(?:PrivateKey|CA\w*|SelfSigned\w+|Signed\w+)|uuidv4|htpasswd|bcrypt|encryptAES|shuffle)\b"
)
_TIME = re.compile(rb"\{\{[^}]*\b(?:now|ago)\b")
_TICK = 1.1
"""Seconds after which a template that prints the time prints another one."""


def judge_inputs(
    plan: BundlePlan, resources: tuple[Resource, ...], sources: Sources, judge: Judge, judgement: Judgement
) -> None:
    """Tell where `manifest-generate-paths` leaves out a file from outside of the Application's own folder."""
    application = plan.claim.application if plan.claim else None
    written = application.resource.annotations.get(_PATHS, "") if application else ""
    if application is None or not written:
        return
    paths = tuple(_generate_paths(written, application))
    missed = [
        path
        for path in _inputs(resources, sources)
        if not is_below(path, plan.root) and not any(_covers(item, path) for item in paths)
    ]
    resource = application.resource
    effective = judge.setting(_INCOMPLETE, judge.target(resource.origin.file, resource.id, plan))
    if paths and missed and effective is not None:
        more = f" and of {len(missed) - 1} more files" if len(missed) > 1 else ""
        message = f"{resource.id}: changes of {missed[0]}{more} go unnoticed; {written!r} leaves them out"
        problem = Problem(message, At(("metadata", "annotations", _PATHS)))
        judgement.problems.append(Judged(_INCOMPLETE, effective.severity, problem, resource.ref))


def _inputs(resources: tuple[Resource, ...], sources: Sources) -> tuple[str, ...]:
    """The files that objects were rendered from; all of one bundle share them."""
    found = sources.rendered(resources[0].origin.path) if resources else None
    return found[1].inputs if found else ()


def _generate_paths(written: str, application: Application) -> Iterator[str]:
    for item in filter(None, written.split(";")):
        for source in application.sources:
            yield normpath(item if item.startswith("/") else join("/", source.folder, item)).lstrip("/")


def _covers(item: str, path: str) -> bool:
    """Argo CD compares beginnings, whatever stands behind them (`util/app/path/path.go`,
    `AppFilesHaveChanged`, v3.1)."""
    return path.startswith(item) or fnmatchcase(path, item)


def judge_stability(
    plan: BundlePlan,
    resources: tuple[Resource, ...],
    render: Callable[[BundlePlan], Rendered],
    sources: Sources,
    judge: Judge,
    judgement: Judgement,
) -> None:
    """Render a chart a second time, where its templates could give something else, and tell what differs."""
    if plan.claim is None or plan.tool is not Tool.HELM or not judge.is_on(_UNSTABLE):
        return
    chance, tells_time = _asks(_inputs(resources, sources), sources.tree)
    if not (chance or tells_time):
        return
    if tells_time:
        time.sleep(_TICK)
    try:
        again = render(plan).resources
    except NotRenderable:
        return  # the first time it could be: nothing is said about the second
    for resource, other in zip(resources, again, strict=False):
        pointer = _difference(resource.data, other.data)
        if resource.id == other.id and pointer is not None and not _overlooked(plan, resource):
            effective = judge.setting(_UNSTABLE, judge.target(resource.origin.file, resource.id, plan))
            if effective is not None:
                where = ".".join(map(str, pointer))
                message = f"{resource.id}: {where} is another one each time it is rendered"
                problem = Problem(message, At(pointer))
                judgement.problems.append(Judged(_UNSTABLE, effective.severity, problem, resource.ref))


def _asks(inputs: tuple[str, ...], tree: Tree) -> tuple[bool, bool]:
    """Whether a chart's files ask for chance, and for the time; a packed chart may ask for chance."""
    chance = tells_time = False
    for path in inputs:
        content = tree.read(path)
        chance = chance or path.endswith(".tgz") or bool(_CHANCE.search(content))
        tells_time = tells_time or bool(_TIME.search(content))
    return chance, tells_time


def _overlooked(plan: BundlePlan, resource: Resource) -> bool:
    entries = plan.claim.application.ignore_differences if plan.claim else ()
    return is_hook(resource) or any(_matches(entry, resource) for entry in entries)


def _matches(entry: IgnoredDifference, resource: Resource) -> bool:
    id = resource.id
    same = glob_matches(entry.group, id.group) and glob_matches(entry.kind, id.kind)
    return same and entry.name in {"", id.name}


def _difference(one: Any, other: Any, pointer: Pointer = ()) -> Pointer | None:
    """The first place where two values differ."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(key, one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(index, *pair) for index, pair in enumerate(zip(one, other, strict=True))]
    else:
        return None if one == other else pointer
    found = (_difference(left, right, (*pointer, key)) for key, left, right in pairs)
    return next((place for place in found if place is not None), None)
