"""The reference of the PolicySet, made of the schema that decides whether one is valid."""

from collections.abc import Iterator
from typing import Any

from manifestlint.config.schema import Schema, policyset_schema
from manifestlint.core.rule import RuleInfo, Scope
from manifestlint.core.severity import Profile, Severity

# Stands for every rule: what each may be set to differs in its options only.
_RULE = RuleInfo(
    id="RULE",
    summary="A rule by its id: one of these words, or an object.",
    docs="",
    severity=Severity.ERROR,
    profile=Profile.RECOMMENDED,
    family="",
    scope=Scope.RESOURCE,
    since="",
    options={"type": "object"},
)
_OWN = "the rule's own"
_INTRODUCTION = """\
# PolicySet

Everything that decides a verdict stands in `policies/`, in one YAML document of this kind. The nearest parent
directory with a `policies/` is taken, or the one that `--policies` names. A key that is not in these tables
is an error with its line and a suggestion. `manifestlint config schema` prints the same as a JSON Schema,
for editors.

The options of each rule are on [its page](rules/index.md).
"""


def render_reference() -> str:
    """The page in Markdown."""
    return "\n".join((_INTRODUCTION, *_Reference(policyset_schema({_RULE.id: _RULE})).lines()))


class _Reference:
    """The tables of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._told: set[str] = set()

    def lines(self) -> Iterator[str]:
        yield from self._section("The document", self._schema)

    def _section(self, title: str, schema: Schema) -> Iterator[str]:
        """A table of an object's keys, then one of each object below it, each kind of object once."""
        yield f"## {title}\n"
        yield "| key | value | default | meaning |\n|---|---|---|---|"
        required = schema.get("required", ())
        below = []
        for key, value in schema["properties"].items():
            yield self._row(key, value, key in required)
            path = f"spec.{key}" if title == "spec" else f"{title}.{key}" if "." in title else key
            object_, mark = self._object(value)
            if object_ is not None and str(object_) not in self._told:
                self._told.add(str(object_))
                below.append((path + mark, object_))
        yield ""
        for path, object_ in below:
            yield from self._section(path, object_)

    def _row(self, key: str, value: Schema, required: bool) -> str:
        resolved = self._resolved(value)
        meaning = value.get("description") or resolved.get("description", "")
        if "examples" in value:
            meaning += f" Such as `{value['examples'][0]}`."
        if key == "severity":
            default = _OWN
        elif "default" in resolved:
            default = f"`{str(resolved['default']).lower()}`"
        else:
            default = "required" if required else ""
        return f"| `{key}` | {self._kind(resolved)} | {default} | {meaning} |"

    def _object(self, value: Schema) -> tuple[Schema | None, str]:
        """The object with keys of its own in a value, and how its path goes on."""
        resolved = self._resolved(value)
        if resolved.get("type") == "array":
            return self._object(resolved["items"])[0], "[]"
        for each in (resolved, *resolved.get("anyOf", ())):
            if "properties" in each:
                return each, ""
        return None, ""

    def _kind(self, value: Schema) -> str:
        value = self._resolved(value)
        if "const" in value:
            return f"`{value['const']}`"
        if "enum" in value:
            return ", ".join(f"`{each}`" for each in value["enum"] if not isinstance(each, bool))
        if value.get("type") == "array":
            return f"list of {self._kind(value['items'])}"
        if "anyOf" in value and "type" not in value:
            return " or ".join(self._kind(each) for each in value["anyOf"])
        return "date" if value.get("format") == "date" else _KINDS[value["type"]]

    def _resolved(self, value: Schema) -> dict[str, Any]:
        """What a reference means; what stands beside it comes first."""
        if "$ref" not in value:
            return value
        name = value["$ref"].rpartition("/")[2]
        return {**self._schema["$defs"][name], **value, "$ref": name}


_KINDS = {"string": "text", "boolean": "`true`, `false`", "object": "object"}
