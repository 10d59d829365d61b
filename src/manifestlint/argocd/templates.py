"""Fills in the templates of an ApplicationSet, in Go's syntax or the older one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from manifestlint.argocd.gotemplate import render
from manifestlint.argocd.gotemplate.values import shown
from manifestlint.argocd.unknowns import Refused

_TEMPLATED = re.compile(r"\{\{.*\}\}")
_TAG = re.compile(r"\{\{(.*?)(\}\}|\Z)", re.DOTALL)
_MISSING_KEY = {
    "missingkey=default": False,
    "missingkey=invalid": False,
    "missingkey=zero": False,
    "missingkey=error": True,
}


@dataclass(frozen=True, slots=True)
class Renderer:
    """How the templates of one ApplicationSet are read.

    Source: Argo CD `applicationset/utils/utils.go`, `Replace` and `deeplyReplace`, v3.1.
    """

    go: bool = False
    options: tuple[str, ...] = ()

    def text(self, template: str, params: Mapping[str, Any]) -> str:
        """The text that a template comes to.

        In the older syntax `{{name}}` stands for a parameter, and stays where there is none of the name.

        Raises:
            NotExpandable: it cannot be worked out, or Argo CD refuses it.
        """
        if self.go:
            return render(template, params, missing_is_error=self._missing_is_error())
        if not _TEMPLATED.search(template):
            return template

        def value(tag: re.Match[str]) -> str:
            if not tag[2]:
                raise Refused(f"the template {template!r} has {{{{ without }}}}")
            found = params.get(tag[1].strip())
            return found if tag[1].strip() and isinstance(found, str) else tag[0]

        return _TAG.sub(value, template)

    def deep(self, value: Any, params: Mapping[str, Any]) -> Any:
        """Data with every text in it filled in, keys of mappings included."""
        match value:
            case str():
                return self.text(value, params)
            case list():
                return [self.deep(item, params) for item in value]
            case dict():
                return {self.text(key, params): self.deep(item, params) for key, item in value.items()}
        return value

    def with_values(self, params: dict[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
        """Parameters together with a generator's `values`, which may use them but not each other (Argo CD
        `applicationset/generators/value_interpolation.go`, v3.1)."""
        made = {key: self.text(value, params) for key, value in values.items()}
        if not made:
            return params
        if self.go:
            return params | {"values": made}
        return params | {f"values.{key}": value for key, value in made.items()}

    def _missing_is_error(self) -> bool:
        unknown = [option for option in self.options if option not in _MISSING_KEY]
        if unknown:
            raise Refused(f"{unknown[0]} is no option of a Go template")
        return _MISSING_KEY[self.options[-1]] if self.options else False


def flattened(value: Any, prefix: str = "") -> dict[str, str]:
    """Nested data as one level of texts: `a.b`, `a.0` (jeremywohl/flatten, `DotStyle`, printed by `%v`)."""
    entries: Sequence[tuple[str, Any]]
    if isinstance(value, dict):
        entries = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        entries = [(str(index), item) for index, item in enumerate(value)]
    else:
        return {prefix: shown(value)}
    found: dict[str, str] = {}
    for key, item in entries:
        found |= flattened(item, f"{prefix}.{key}" if prefix else key)
    return found
