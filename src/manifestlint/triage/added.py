"""Which suppressions a change adds: known by what they cover, for a comment may move with its line."""

from collections import Counter
from collections.abc import Container, Iterable

from manifestlint.core.directive import Directive
from manifestlint.core.finding import Finding, Status
from manifestlint.core.resource import ResourceId

_Place = tuple[object, ...]


class Suppressed:
    """What was suppressed before a change. Of a file that is gone it may be in another one now."""

    def __init__(
        self, findings: Iterable[Finding], directives: Iterable[Directive], paths: Container[str]
    ) -> None:
        suppressed = [finding for finding in findings if finding.status is Status.SUPPRESSED]
        self._places = Counter((each.path, *_place(each)) for each in suppressed)
        self._moved = Counter(_place(each) for each in suppressed if each.path not in paths)
        wide = [(each, name) for each in directives if each.line is None for name in each.rules]
        self._wide = Counter((each.path, *_cover(each, name)) for each, name in wide)
        self._wide_moved = Counter(_cover(each, name) for each, name in wide if each.path not in paths)
        self._settled: dict[tuple[int, str], bool] = {}

    def had(self, finding: Finding, directive: Directive, name: str) -> bool:
        """Whether this was covered before: this very finding, or the whole object by the same words."""
        if directive.line is None:
            key = (id(directive), name)
            if key not in self._settled:
                cover = _cover(directive, name)
                self._settled[key] = _take(self._wide, (directive.path, *cover)) or _take(
                    self._wide_moved, cover
                )
            if self._settled[key]:
                return True
        place = _place(finding)
        return _take(self._places, (finding.path, *place)) or _take(self._moved, place)


def _take(known: Counter[_Place], key: _Place) -> bool:
    """Each covers one, so that a copy is new."""
    if not known[key]:
        return False
    known[key] -= 1
    return True


def _place(finding: Finding) -> _Place:
    return finding.rule, _identity(finding.resource), finding.named_pointer


def _cover(directive: Directive, name: str) -> _Place:
    return (
        directive.peer,
        name,
        _identity(directive.resource),
        directive.document if directive.resource is None else 0,
    )


def _identity(resource: ResourceId | None) -> _Place:
    """An object, whatever version of its kind it is written in."""
    return (resource.group, resource.kind, resource.namespace, resource.name) if resource else ()
