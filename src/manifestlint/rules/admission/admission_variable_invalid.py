"""Variables of admission policies that no expression can use."""

import re
from collections.abc import Iterator

from manifestlint.model.resource import Resource, at
from manifestlint.model.shape import mappings
from manifestlint.rulekit import Fault, Pointer, Problem, Profile, Severity, refusals, resource_rule
from manifestlint.rules.admission._policy import POLICIES, is_blank, spec_of

_IDENTIFIER = re.compile(r"[_a-zA-Z][_a-zA-Z0-9]*")
_RESERVED = frozenset(
    [
        "true",
        "false",
        "null",
        "in",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    ]
)


@resource_rule(
    "admission-variable-invalid",
    severity=Severity.ERROR,
    profile=Profile.ESSENTIAL,
    since="0.1",
    kinds=POLICIES,
)
def admission_variable_invalid(resource: Resource) -> Iterator[Problem]:
    """A variable of an admission policy has no expression, or a name that no expression can use.

    The API server refuses it (Kubernetes `pkg/apis/admissionregistration/validation/validation.go`,
    `validateVariable`, v1.35). A name is an identifier of CEL, as it is used as `variables.name`: letters,
    digits and `_`, not a digit first, and none of CEL's own words such as `in` or `namespace`.

    It is essential: nothing of it reaches the cluster.
    """
    for index, variable in mappings(spec_of(resource).get("variables")):
        yield from refusals(resource, _faults(("spec", "variables", index), variable))


def _faults(pointer: Pointer, variable: dict[str, object]) -> Iterator[Fault]:
    name = variable.get("name")
    if isinstance(name, str) and (not _IDENTIFIER.fullmatch(name) or name in _RESERVED):
        hint = "is a word of CEL itself" if name in _RESERVED else "is no identifier (letters, digits and _)"
        yield f'variable "{name}" {hint}', at(*pointer, "name")
    if is_blank(variable.get("expression")):
        yield f"variable {name} has an empty expression", at(*pointer, "expression")
