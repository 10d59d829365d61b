"""Argo CD's build environment, put into texts as Argo CD does.

Source: argoproj/argo-cd, `pkg/apis/application/v1alpha1/types.go`, `Env.Envsubst`: Go's `os.Expand`, with
`$$` for a dollar; a variable that is not set becomes empty.
"""

import re
from collections.abc import Mapping

# Go's `os.Expand`: `${name}`, a run of letters, digits and underscores, or one special character.
_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|([A-Za-z_0-9]+|[*#$@!?-]))")
_DIGIT = re.compile(r"[0-9]")


def envsubst(text: str, environment: Mapping[str, str]) -> str:
    """The text with its variables replaced."""

    def value(match: re.Match[str]) -> str:
        name = match[1] if match[1] is not None else match[2]
        rest = ""
        if match[1] is None and _DIGIT.match(name):
            # A positional parameter has one digit: `$10` is `$1` and a zero.
            name, rest = name[0], name[1:]
        return ("$" if name == "$" else environment.get(name, "")) + rest

    return _VARIABLE.sub(value, text)
