"""Bumps of an image that change something else too."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from manifestlint.core.place import Pointer, dotted
from manifestlint.model.difference import differences
from manifestlint.model.resource import at
from manifestlint.model.shape import dig
from manifestlint.model.transition import Change, Side, Transition
from manifestlint.rulekit import Problem, Profile, Related, Severity, change_rule, option
from manifestlint.rules.transitions._bump import bumped_repository, files_beside


@dataclass(frozen=True, slots=True)
class Options:
    """Which changes are bumps, and what they may change."""

    branches: tuple[str, ...] = option(
        (), "Branches from which bumps come, as globs: `automated-manifest-updates`.", needed=True
    )
    authors: tuple[str, ...] = option(
        (), "Who makes them, as globs of `name <e-mail>`: one commit is enough.", needed=True
    )
    fields: tuple[str, ...] = option(
        (), "What a bump may change besides, as globs: `metadata.labels['app.kubernetes.io/version']`."
    )


@change_rule("image-bump-impure", severity=Severity.ERROR, profile=Profile.RECOMMENDED, since="0.1")
def image_bump_impure(change: Change, options: Options) -> Iterator[Problem]:
    """A change that should set one image's version does something else.

    The pull request of a pipeline is often merged without a long look, or by itself. So it may do one thing:
    set tags and digests of one repository's images. Objects that come or go, other fields, another
    repository's images and files that are no manifests do not belong into it. `sed 's|image:.*|...|'`, which
    pipelines use for it, writes the image into every container of the file, sidecars too; `manifestlint
    set-image NAME:TAG` writes it where it belongs.

    The options `branches` and `authors` say which changes are bumps; without them nothing is told. The branch
    is the one of the pull request where GitHub or GitLab says it, else the one checked out.

    It is recommended: nobody meets it who has not set the options.
    """
    if not _is_bump(change, options):
        return
    first: tuple[str, Side, Pointer] | None = None
    for transition in change.transitions:
        yield from _whole_object(transition)
        for side, pointer, old, new in _fields(transition):
            name = bumped_repository(pointer, old, new)
            if name is None:
                if not _meets(options.fields, dotted(pointer)):
                    yield _problem(side, pointer, f"{dotted(pointer)}{_values(side, old, new)}")
            elif first is None:
                first = name, side, pointer
            elif name != first[0]:
                related = Related(f"beside that of {first[0]}", at(*first[2]), first[1].ref)
                yield _problem(side, pointer, f"the version of {name}", related)
    yield from _files(change)


def _is_bump(change: Change, options: Options) -> bool:
    return _meets(options.branches, change.branch) or _meets(options.authors, *change.authors)


def _meets(globs: tuple[str, ...], *values: str) -> bool:
    """Whether a glob means one of the values; brackets mean themselves, for bots and fields have them."""
    return any(fnmatchcase(value, glob.replace("[", "[[]")) for value in values for glob in globs)


def _whole_object(transition: Transition) -> Iterator[Problem]:
    side = transition.side
    if transition.new is None:
        yield Problem(f"{side.id}: the image bump removes it", resource=side.ref)
    elif transition.old is None:
        yield Problem(f"{side.id}: the image bump creates it", resource=side.ref)
    elif transition.is_handed_over:
        names = f"{transition.old.bundle.name} to {transition.new.bundle.name}"
        yield Problem(f"{side.id}: the image bump hands it from {names}", resource=side.ref)


def _fields(transition: Transition) -> Iterator[tuple[Side, Pointer, Any, Any]]:
    if transition.both:
        old, new = (side.resource.data for side in transition.both)
        for pointer in differences(old, new):
            yield transition.side, pointer, dig(old, *pointer), dig(new, *pointer)


def _values(side: Side, old: Any, new: Any) -> str:
    """The two values, where they are short enough to be read, and no secrets."""
    if side.id.kind == "Secret" or isinstance(old, dict | list) or isinstance(new, dict | list):
        return ""
    return f" ({_value(old)} -> {_value(new)})"


def _value(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _problem(side: Side, pointer: Pointer, what: str, *related: Related) -> Problem:
    message = f"{side.id}: the image bump also changes {what}"
    return Problem(message, at=at(*pointer), resource=side.ref, related=related)


def _files(change: Change) -> Iterator[Problem]:
    for path in files_beside(change):
        side = change.transitions[0].side
        yield Problem(f"{side.id}: the image bump also changes the file {path}", resource=side.ref)
