"""The functions of a template in an ApplicationSet, as far as they are evaluated here.

Those of Go (`text/template/funcs.go`, v1.24), of sprig (`functions.go`, v3.3) and Argo CD's own (Argo CD
`applicationset/utils/utils.go`, v3.1). What gives another result each time, or an order that Go leaves open,
is not among them.
"""

import base64
import hashlib
import posixpath
from collections.abc import Callable
from typing import Any

from manifestlint.argocd.gotemplate.arithmetic import NUMBERS
from manifestlint.argocd.gotemplate.sprig import (
    as_dict,
    as_list,
    as_strings,
    compared,
    compiled,
    counted_in_bytes,
    dug,
    equal,
    expansion,
    fail,
    formatted,
    from_json,
    indented,
    indexed,
    joined,
    parts,
    printed,
    repeated_text,
    replaced,
    sized,
    substring,
    to_yaml,
    told_kind,
    truncated,
)
from manifestlint.argocd.gotemplate.values import is_true, quoted, shown, to_json, type_name
from manifestlint.argocd.names import sanitized, slug
from manifestlint.argocd.unknowns import Refused

# What each argument must be: text, integer, boolean, list, dict or anything; the last one repeats after a *.
_TYPES: dict[str, type] = {"s": str, "i": int, "b": bool, "l": list, "d": dict}
_CALLS: list[tuple[str, str, Callable[..., Any]]] = [
    ("not", "a", lambda value: not is_true(value)),
    ("eq", "aa*a", lambda first, *others: any(equal(first, other) for other in others)),
    ("ne", "aa", lambda first, second: not equal(first, second)),
    ("lt", "aa", lambda first, second: compared(first, second) < 0),
    ("le", "aa", lambda first, second: compared(first, second) <= 0),
    ("gt", "aa", lambda first, second: compared(first, second) > 0),
    ("ge", "aa", lambda first, second: compared(first, second) >= 0),
    ("len", "a", lambda value: len(counted_in_bytes(value) if isinstance(value, str) else sized(value))),
    ("index", "a*a", lambda value, *keys: indexed(value, keys)),
    ("print", "*a", lambda *values: printed(values)),
    ("println", "*a", lambda *values: " ".join(map(shown, values)) + "\n"),
    ("printf", "s*a", lambda form, *values: formatted(form, values)),
    ("default", "a*a", lambda default, *given: given[0] if given and is_true(given[0]) else default),
    ("empty", "a", lambda value: not is_true(value)),
    ("coalesce", "*a", lambda *values: next(filter(is_true, values), None)),
    ("all", "*a", lambda *values: all(map(is_true, values))),
    ("any", "*a", lambda *values: any(map(is_true, values))),
    ("ternary", "aab", lambda yes, no, chosen: yes if chosen else no),
    ("fail", "s", fail),
    ("lower", "s", str.lower),
    ("upper", "s", str.upper),
    ("trim", "s", str.strip),
    ("trimAll", "ss", lambda chars, text: text.strip(chars) if chars else text),
    ("trimPrefix", "ss", lambda prefix, text: text.removeprefix(prefix)),
    ("trimSuffix", "ss", lambda suffix, text: text.removesuffix(suffix)),
    ("nospace", "s", lambda text: "".join(text.split())),
    ("repeat", "is", repeated_text),
    ("replace", "sss", replaced),
    ("contains", "ss", lambda part, text: part in text),
    ("hasPrefix", "ss", lambda prefix, text: text.startswith(prefix)),
    ("hasSuffix", "ss", lambda suffix, text: text.endswith(suffix)),
    ("trunc", "is", lambda count, text: truncated(counted_in_bytes(text), count)),
    ("substr", "iis", lambda start, end, text: substring(counted_in_bytes(text), start, end)),
    ("quote", "*a", lambda *values: " ".join(quoted(shown(value)) for value in values if value is not None)),
    ("squote", "*a", lambda *values: " ".join(f"'{shown(value)}'" for value in values if value is not None)),
    ("cat", "*a", lambda *values: " ".join(shown(value) for value in values if value is not None)),
    ("indent", "is", indented),
    ("nindent", "is", lambda count, text: "\n" + indented(count, text)),
    ("toString", "a", shown),
    ("toStrings", "a", as_strings),
    ("split", "ss", lambda sep, text: {f"_{i}": part for i, part in enumerate(parts(text, sep))}),
    ("splitn", "sis", lambda sep, n, text: {f"_{i}": s for i, s in enumerate(parts(text, sep, n))}),
    ("splitList", "ss", lambda sep, text: parts(text, sep)),
    ("join", "sa", joined),
    ("list", "*a", lambda *values: list(values)),
    ("tuple", "*a", lambda *values: list(values)),
    ("first", "l", lambda values: values[0] if values else None),
    ("last", "l", lambda values: values[-1] if values else None),
    ("rest", "l", lambda values: values[1:]),
    ("initial", "l", lambda values: values[:-1]),
    ("append", "la", lambda values, value: [*values, value]),
    ("prepend", "la", lambda values, value: [value, *values]),
    ("concat", "*l", lambda *lists: [item for values in lists for item in values]),
    ("reverse", "l", lambda values: values[::-1]),
    ("uniq", "l", lambda values: [v for i, v in enumerate(values) if v not in values[:i]]),
    ("compact", "l", lambda values: list(filter(is_true, values))),
    ("without", "l*a", lambda values, *others: [value for value in values if value not in others]),
    ("has", "aa", lambda value, values: values is not None and value in as_list(values)),
    (
        "sortAlpha",
        "a",
        lambda value: sorted(as_strings(value)) if isinstance(value, list) else [shown(value)],
    ),
    ("dict", "*a", lambda *pairs: as_dict(pairs)),
    ("get", "ds", lambda values, name: values.get(name, "")),
    ("hasKey", "ds", lambda values, name: name in values),
    ("pick", "d*s", lambda values, *names: {name: values[name] for name in names if name in values}),
    ("omit", "d*s", lambda values, *names: {k: v for k, v in values.items() if k not in names}),
    ("dig", "sa*a", lambda *path: dug(path)),
    ("base", "s", lambda path: posixpath.basename(path.rstrip("/")) or ("/" if path else ".")),
    ("dir", "s", lambda path: posixpath.normpath(posixpath.dirname(path) or ".")),
    ("clean", "s", lambda path: posixpath.normpath(path or ".")),
    ("ext", "s", lambda path: "." + path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""),
    ("isAbs", "s", lambda path: path.startswith("/")),
    ("b64enc", "s", lambda text: base64.b64encode(text.encode()).decode()),
    ("sha256sum", "s", lambda text: hashlib.sha256(text.encode()).hexdigest()),
    ("toJson", "a", to_json),
    ("toRawJson", "a", lambda value: to_json(value, html=False)),
    ("fromJson", "s", from_json),
    ("toYaml", "a", to_yaml),
    ("regexMatch", "ss", lambda pattern, text: bool(compiled(pattern, text).search(text))),
    ("regexReplaceAll", "sss", lambda pattern, text, new: compiled(pattern, text).sub(expansion(new), text)),
    ("kindIs", "sa", lambda kind, value: kind == told_kind(value)),
    ("kindOf", "a", told_kind),
    ("normalize", "s", sanitized),
    ("slugify", "*a", slug),
    *NUMBERS,
]
FUNCTIONS = {name: (types, function) for name, types, function in _CALLS} | {
    "and": ("*a", all),
    "or": ("*a", any),
}


def call(name: str, arguments: tuple[Any, ...]) -> Any:
    """The result of a function, which Go gives only where the arguments are of its types."""
    types, function = FUNCTIONS[name]
    fixed, star, repeated = types.partition("*")
    if len(arguments) < len(fixed) or (not star and len(arguments) > len(fixed)):
        raise Refused(f"the template gives {name} {len(arguments)} arguments")
    expected = fixed + repeated * (len(arguments) - len(fixed))
    for kind, value in zip(expected, arguments, strict=True):
        if kind != "a" and type(value) is not _TYPES[kind] and not (value is None and kind == "d"):
            raise Refused(f"the template gives {name} a {type_name(value)} where it takes something else")
    given = zip(expected, arguments, strict=True)
    return function(*({} if kind == "d" and value is None else value for kind, value in given))
