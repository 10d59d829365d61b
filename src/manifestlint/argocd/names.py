"""Names that Argo CD makes of any text."""

import re
from typing import Any

from manifestlint.argocd.unknowns import Refused

_LONGEST_NAME = 253
_LONGEST_SLUG = 50
_NO_NAME = re.compile(r"[^-a-z0-9.]")
_NO_SLUG = re.compile(r"[^a-zA-Z0-9-_]")


def sanitized(text: str) -> str:
    """The text as the name of an object: what cannot stand in one becomes `-` (Argo CD
    `applicationset/utils/template_functions.go`, `SanitizeName`, v3.1)."""
    return _NO_NAME.sub("-", text.lower())[:_LONGEST_NAME].strip("-.")


def slug(*arguments: Any) -> str:
    """What `slugify` makes of its last argument; before it may stand the longest length and whether to cut
    between words (Argo CD `applicationset/utils/utils.go`, `SlugifyName`, v3.1; gosimple/slug v1.15)."""
    *options, text = arguments or ("",)
    longest: Any = options[0] if options else _LONGEST_SLUG
    smart: Any = options[1] if len(options) > 1 else True
    if type(longest) is not int or not isinstance(smart, bool) or not isinstance(text, str) or longest < 0:
        raise Refused("slugify takes a length, whether to cut between words, and a text")
    text = sanitized(text)
    if not smart:
        text = text[:longest]
    text = re.sub("-+", "-", _NO_SLUG.sub("-", text)).strip("-_")
    if not smart or not longest or len(text) <= longest:
        return text
    cut = text.rfind("-", 0, longest + 1)
    return text[:cut] if cut >= 0 else text[:longest]
