"""Ignore annotations of other tools, on the objects that they cover.

kube-linter: docs/configuring-kubelinter.md; kube-score: scorecard/enabled.go, which asks the pod template
too; polaris: docs/customization/exemptions.md; checkov: docs on suppressing in Kubernetes manifests.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from manifestlint.core.directive import ALL, Directive
from manifestlint.core.finding import Excerpt
from manifestlint.core.place import Pointer, Span
from manifestlint.model.resource import Resource
from manifestlint.model.shape import mapping, text

_OWN: Pointer = ("metadata", "annotations")
_TEMPLATE: Pointer = ("spec", "template", "metadata", "annotations")
_Read = tuple[tuple[str, ...], str]
"""The ids of checks, and the reason."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation that a peer would heed."""

    peer: str
    pointer: Pointer
    """From the object's root."""
    ids: tuple[str, ...]
    reason: str

    def directive(
        self, path: str, span: Span, excerpt: Excerpt, document: int, pointer: Pointer, resource: Resource
    ) -> Directive:
        """The suppression that it is, of a resource that stands there."""
        return Directive(
            path=path,
            span=span,
            excerpt=excerpt,
            rules=self.ids,
            reason=self.reason,
            until="",
            line=None,
            document=document,
            pointer=pointer,
            resource=resource.id,
            peer=self.peer,
        )


def find_marks(resource: Resource, honour: tuple[str, ...]) -> Iterator[Mark]:
    """The annotations of the peers that the PolicySet honours."""
    for peer in honour:
        for at in (_OWN, _TEMPLATE) if peer == "kube-score" else (_OWN,):
            for key, value in mapping(resource.get(*at)).items():
                read = _READERS[peer](text(key), value) if isinstance(value, str) else None
                if read:
                    yield Mark(peer, (*at, key), *read)


def _kube_linter(key: str, value: str) -> _Read | None:
    if key == "kube-linter.io/ignore-all":
        return (ALL,), value.strip()
    check = key.removeprefix("ignore-check.kube-linter.io/")
    return ((check,), value.strip()) if check != key else None


def _kube_score(key: str, value: str) -> _Read | None:
    if key == "kube-score/skip":
        return ((ALL,), "") if value.strip().lower() == "true" else None
    if key != "kube-score/ignore":
        return None
    return tuple(check.strip() for check in value.split(",") if check.strip()), ""


def _polaris(key: str, value: str) -> _Read | None:
    exempted = re.fullmatch(r"polaris\.fairwinds\.com/(?:(.+)-)?exempt", key)
    if not exempted or value.strip().lower() != "true":
        return None
    return (exempted[1] or ALL,), ""


def _checkov(key: str, value: str) -> _Read | None:
    if not re.fullmatch(r"checkov\.io/skip\d*", key):
        return None
    check, _, reason = value.partition("=")
    return (check.strip(),), reason.strip()


_READERS: dict[str, Callable[[str, str], _Read | None]] = {
    "checkov": _checkov,
    "kube-linter": _kube_linter,
    "kube-score": _kube_score,
    "polaris": _polaris,
}
PEERS = tuple(_READERS)
"""The tools whose annotations are known."""
