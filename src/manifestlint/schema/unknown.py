"""What was probably meant by a kind that there is not."""

from collections.abc import Iterable

from manifestlint.core.place import At
from manifestlint.core.version import Minor
from manifestlint.core.words import close_to, enumerated
from manifestlint.schema.fault import Fault
from manifestlint.schema.lifecycle import API_VERSION, api_version, published, stable_first
from manifestlint.schema.published import Kind
from manifestlint.schema.removals import REMOVALS
from manifestlint.schema.versions import bundled, newest

RULE = "schema-kind-unknown"
_KIND = At(("kind",))
_SURE = 0.8


def unknown_kind(kind: Kind, version: Minor) -> Fault | None:
    """What to say about a kind that this version of Kubernetes lacks; None for somebody else's kind."""
    known = published(version).kinds
    group, _, name = kind
    if group and not _is_ours(kind, version):
        return None
    served = enumerated([api_version(other) for other in stable_first(kind, version)] or ["not there"])
    later = _later(kind, version)
    if later is not None:
        text = f"{api_version(kind)} {name} comes with Kubernetes {later}; in {version} it is {served}"
        return Fault(RULE, f"apiVersion: {text}", API_VERSION)
    if any(other[0] == group and other[2] == name for other in known):
        return Fault(RULE, f"apiVersion: there is no {api_version(kind)} {name}; it is {served}", API_VERSION)
    elsewhere = sorted(api_version(other) for other in known if other[2] == name)
    if elsewhere:
        message = f"apiVersion: {api_version(kind)} has no {name}; it is in {enumerated(elsewhere, 'or')}"
        return Fault(RULE, message, API_VERSION)
    close = _close(kind, known)
    hint = f'; did you mean "{close}"?' if close else ""
    return Fault(RULE, f"kind: {api_version(kind)} has no {name}{hint}", _KIND)


def _is_ours(kind: Kind, version: Minor) -> bool:
    """Whether a group is one of Kubernetes' own, or such a one written wrong.

    A custom group has a dot (apiextensions-apiserver, `ValidateCustomResourceDefinition`). One below k8s.io
    may be of a project of Kubernetes; it is ours written wrong where it is close, and has such a kind.
    """
    group, _, name = kind
    groups = {known[0] for known in (*published(version).kinds, *REMOVALS) if known[0]}
    if group in groups or "." not in group:
        return True
    if any(known[0] == group for known in published(newest()).kinds):
        return True
    close = close_to(group, groups, _SURE) if group.endswith(".k8s.io") else None
    return close is not None and any(
        (known[0], known[2]) == (close, name) for known in published(version).kinds
    )


def _later(kind: Kind, version: Minor) -> Minor | None:
    return next((other for other in bundled() if other > version and published(other).serves(kind)), None)


def _close(kind: Kind, known: Iterable[Kind]) -> str | None:
    """The name of a kind in the same group and version, else the same with its apiVersion."""
    group, _, name = kind
    near = close_to(name, [other[2] for other in known if other[0] == group])
    if near is not None:
        return near
    by_name = {other[2]: other for other in known}
    far = close_to(name, by_name, _SURE)
    return f"{api_version(by_name[far])} {far}" if far else None
