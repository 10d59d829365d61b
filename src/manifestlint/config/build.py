"""From a valid document to a PolicySet."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from manifestlint.config.coherence import current_ids
from manifestlint.config.policyset import Excuse, External, Match, Override, PolicySet, RuleSetting
from manifestlint.core.finding import Excerpt
from manifestlint.core.place import Pointer, Span
from manifestlint.core.rule import RuleInfo
from manifestlint.core.severity import PROFILES, SEVERITIES

_LISTS = ("repositories", "manifests", "schemas", "exclude", "honour")

Locate = Callable[[Pointer], tuple[Span, Excerpt]]


class Builder:
    """Turns one document into values, under the rule ids of today."""

    def __init__(self, path: str, base: str, known: Mapping[str, RuleInfo], locate: Locate) -> None:
        self._path = path
        self._base = base
        self._current = current_ids(known)
        self._locate = locate

    def build(self, document: Mapping[str, Any]) -> PolicySet:
        """The PolicySet that a valid document declares; what it leaves out keeps its default."""
        spec = document["spec"]
        argocd = spec.get("argocd", {})
        values = {
            "kubernetes_version": spec.get("kubernetesVersion"),
            "argocd_version": argocd.get("version"),
            "argocd_namespace": argocd.get("namespace"),
            "profile": PROFILES.get(spec.get("profile")),
            "fail_on": SEVERITIES.get(spec.get("failOn")),
            "new_suppressions": spec.get("newSuppressions"),
        }
        lists: dict[str, Any] = {name: tuple(spec.get(name, ())) for name in _LISTS}
        return PolicySet(
            name=document.get("metadata", {}).get("name", ""),
            path=self._path,
            base=self._base,
            rules=self._rules(spec),
            overrides=tuple(self._override(item) for item in spec.get("overrides", ())),
            exceptions=tuple(self._excuse(*item) for item in enumerate(spec.get("exceptions", ()))),
            external=tuple(External(**item) for item in spec.get("external", ())),
            **lists,
            **{name: value for name, value in values.items() if value is not None},
        )

    def _rules(self, holder: Mapping[str, Any]) -> dict[str, RuleSetting]:
        return {self._current[name]: setting(value) for name, value in holder.get("rules", {}).items()}

    def _override(self, item: Mapping[str, Any]) -> Override:
        return Override(read_match(item["match"]), self._rules(item), item.get("kubernetesVersion"))

    def _excuse(self, index: int, item: Mapping[str, Any]) -> Excuse:
        pointer = ("spec", "exceptions", index, "rule" if "rule" in item else "failure")
        span, excerpt = self._locate(pointer)
        return Excuse(
            rule=self._current[item["rule"]] if "rule" in item else None,
            failure=item.get("failure"),
            match=read_match(item.get("match", {})),
            reason=item["reason"].strip(),
            expires=date.fromisoformat(item["expires"]) if "expires" in item else None,
            path=self._path,
            span=span,
            excerpt=excerpt,
            pointer=pointer,
        )


def read_match(item: Mapping[str, Any]) -> Match:
    """The conditions that a `match` names."""
    return Match(**{field.name: tuple(item.get(field.name, ())) for field in fields(Match)})


def setting(value: Any) -> RuleSetting:
    """What an entry of `rules` says: a switch, a severity, or a mapping. Whatever is not off is on."""
    if not isinstance(value, dict):
        value = {} if value in {True, "on"} else {"severity": value}
    severity = value.get("severity")
    return RuleSetting(
        on=severity not in {"off", False},
        severity=SEVERITIES.get(severity),
        options=value.get("options", {}),
        suppressible=value.get("suppressible"),
    )
