"""Whether an API is gone, or will be."""

import re
from functools import cache

from manifestlint.core.fix import Fix, Safety, SetValue
from manifestlint.core.place import At
from manifestlint.core.version import Minor
from manifestlint.schema.fault import Fault
from manifestlint.schema.published import Kind, Published
from manifestlint.schema.removals import CHANGES, DEPRECATED, REMOVALS, SAME_SHAPE
from manifestlint.schema.versions import bundled, newest

REMOVED, OUTDATED = "api-version-removed", "api-version-deprecated"
API_VERSION = At(("apiVersion",))

_VERSION = re.compile(r"v(\d+)(?:(alpha|beta)(\d+))?")
_STAGES = {"alpha": 0, "beta": 1, None: 2}


@cache
def published(version: Minor) -> Published:
    """The schemas of a version, read once."""
    return Published(version)


def api_version(kind: Kind) -> str:
    """`apps/v1`, or `v1` for the core group."""
    group, version, _ = kind
    return f"{group}/{version}" if group else version


def removal(kind: Kind, version: Minor) -> Fault | None:
    """What to say where a version no longer has an API that an older one had."""
    past = REMOVALS.get(kind)
    since, successor = (past.since, past.successor) if past else (_gone_since(kind, version), "")
    if since is None or since > version:
        return None
    if past is None:
        successor = next(map(api_version, stable_first(kind, version)), "")
    way_out = f"write {successor}" if successor else "nothing took its place"
    return _told(REMOVED, kind, f"was removed in Kubernetes {since}", way_out, successor)


def deprecation(kind: Kind, version: Minor) -> Fault | None:
    """What to say about an API that a version has, and that will go."""
    goes = None if published(newest()).serves(kind) else _gone_since(kind, newest())
    announced = DEPRECATED.get(kind)
    if goes is not None:
        return _told(OUTDATED, kind, f"is removed in Kubernetes {goes}", *_successor(kind, version, goes))
    if announced is not None and announced.since <= version:
        way_out = f"write {announced.successor}" if announced.successor else "nothing takes its place"
        return _told(OUTDATED, kind, f"is deprecated since Kubernetes {announced.since}", way_out)
    best = stable_first(kind, version)[0]
    if maturity(kind[1])[0] < maturity(best[1])[0] == _STAGES[None]:
        fate = "is not stable, and a later release drops it"
        return _told(OUTDATED, kind, fate, f"write {api_version(best)}", api_version(best))
    return None


def _told(rule: str, kind: Kind, fate: str, way_out: str, successor: str = "") -> Fault:
    changed = CHANGES.get((api_version(kind), kind[2]))
    changes = f" ({changed})" if changed else ""
    message = f"apiVersion: {api_version(kind)} {kind[2]} {fate}; {way_out}{changes}"
    fix = None
    if successor and (api_version(kind), kind[2]) in SAME_SHAPE:
        fix = Fix(f"write {successor}", Safety.SAFE, (SetValue(API_VERSION.pointer, successor),))
    return Fault(rule, message, API_VERSION, fix)


def _gone_since(kind: Kind, latest: Minor) -> Minor | None:
    """The first version without an API that an older one has, up to the latest that matters."""
    up_to = [version for version in bundled() if version <= latest]
    having = [version for version in up_to if published(version).serves(kind)]
    return next((version for version in up_to if having and version > having[-1]), None)


def _successor(kind: Kind, version: Minor, goes: Minor) -> tuple[str, str]:
    """What to do about an API that goes, in words, and the one that the cluster takes already."""
    stays = stable_first(kind, goes)
    now = next((other for other in stays if published(version).serves(other)), None)
    if now is not None:
        return f"write {api_version(now)}", api_version(now)
    if not stays:
        return "nothing takes its place", ""
    comes = next(other for other in bundled() if other > version and published(other).serves(stays[0]))
    return f"write {api_version(stays[0])}, which comes with Kubernetes {comes}", ""


def stable_first(kind: Kind, version: Minor) -> list[Kind]:
    """What a version of Kubernetes has of the same group and kind, the most mature first."""
    same = (other for other in published(version).kinds if (other[0], other[2]) == (kind[0], kind[2]))
    return sorted(same, key=lambda other: maturity(other[1]), reverse=True)


def maturity(version: str) -> tuple[int, int, int]:
    """How stable a version of an API says it is; compares in that order."""
    match = _VERSION.fullmatch(version)
    if match is None:
        return -1, 0, 0
    return _STAGES[match[2]], int(match[1]), int(match[3] or 0)
