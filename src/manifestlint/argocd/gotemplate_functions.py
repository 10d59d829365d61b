"""The functions of a template in an ApplicationSet, as far as they are evaluated here.

Those of Go (`text/template/funcs.go`, v1.24), of sprig (`functions.go`, v3.3) and Argo CD's own (Argo CD
`applicationset/utils/utils.go`, v3.1). What gives another result each time, or an order that Go leaves open, is
not among them.
"""

import base64
import hashlib
import json
import posixpath
import re
from collections.abc import Callable
from typing import Any

from manifestlint.argocd.gotemplate_numbers import NUMBERS
from manifestlint.argocd.gotemplate_values import as_parameters, is_true, quoted, shown, to_json, type_name
from manifestlint.argocd.names import sanitized, slug
from manifestlint.argocd.unknowns import NotExpandable, Refused

# What each argument must be: text, integer, boolean, list, dict or anything; the last one repeats after a *.
_TYPES: dict[str, tuple[type, ...]] = {"s": (str,), "i": (int,), "b": (bool,), "l": (list,), "d": (dict,)}
_CALLS: list[tuple[str, str, Callable[..., Any]]] = [
    ("not", "a", lambda value: not is_true(value)),
    ("eq", "aa*a", lambda first, *others: any(_equal(first, other) for other in others)),
    ("ne", "aa", lambda first, second: not _equal(first, second)),
    ("lt", "aa", lambda first, second: _compared(first, second) < 0),
    ("le", "aa", lambda first, second: _compared(first, second) <= 0),
    ("gt", "aa", lambda first, second: _compared(first, second) > 0),
    ("ge", "aa", lambda first, second: _compared(first, second) >= 0),
    ("len", "a", lambda value: len(_ascii(value) if isinstance(value, str) else _sized(value))),
    ("index", "a*a", lambda value, *keys: _indexed(value, keys)),
    ("print", "*a", lambda *values: _printed(values)),
    ("println", "*a", lambda *values: " ".join(map(shown, values)) + "\n"),
    ("printf", "s*a", lambda form, *values: _formatted(form, values)),
    ("default", "a*a", lambda default, *given: given[0] if given and is_true(given[0]) else default),
    ("empty", "a", lambda value: not is_true(value)),
    ("coalesce", "*a", lambda *values: next(filter(is_true, values), None)),
    ("all", "*a", lambda *values: all(map(is_true, values))),
    ("any", "*a", lambda *values: any(map(is_true, values))),
    ("ternary", "aab", lambda yes, no, chosen: yes if chosen else no),
    ("fail", "s", lambda message: _fail(message)),
    ("lower", "s", str.lower),
    ("upper", "s", str.upper),
    ("trim", "s", str.strip),
    ("trimAll", "ss", lambda chars, text: text.strip(chars) if chars else text),
    ("trimPrefix", "ss", lambda prefix, text: text.removeprefix(prefix)),
    ("trimSuffix", "ss", lambda suffix, text: text.removesuffix(suffix)),
    ("nospace", "s", lambda text: "".join(text.split())),
    ("repeat", "is", lambda count, text: text * count if 0 <= count <= 1000 else _fail("repeat")),
    ("replace", "sss", lambda old, new, text: text.replace(old, new)),
    ("contains", "ss", lambda part, text: part in text),
    ("hasPrefix", "ss", lambda prefix, text: text.startswith(prefix)),
    ("hasSuffix", "ss", lambda suffix, text: text.endswith(suffix)),
    ("trunc", "is", lambda count, text: _truncated(_ascii(text), count)),
    ("substr", "iis", lambda start, end, text: _substring(_ascii(text), start, end)),
    ("quote", "*a", lambda *values: " ".join(quoted(shown(value)) for value in values if value is not None)),
    ("squote", "*a", lambda *values: " ".join(f"'{shown(value)}'" for value in values if value is not None)),
    ("cat", "*a", lambda *values: " ".join(shown(value) for value in values if value is not None)),
    ("indent", "is", lambda count, text: _indented(count, text)),
    ("nindent", "is", lambda count, text: "\n" + _indented(count, text)),
    ("toString", "a", shown),
    ("toStrings", "a", lambda value: _strings(value)),
    ("split", "ss", lambda sep, text: {f"_{i}": part for i, part in enumerate(_split(text, sep))}),
    ("splitn", "sis", lambda sep, n, text: {f"_{i}": s for i, s in enumerate(_split(text, sep, n))}),
    ("splitList", "ss", lambda sep, text: _split(text, sep)),
    ("join", "sa", lambda sep, value: sep.join(_strings(value))),
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
    ("has", "aa", lambda value, values: values is not None and value in _sized(values)),
    ("sortAlpha", "a", lambda value: sorted(_strings(value))),
    ("dict", "*a", lambda *pairs: _dict(pairs)),
    ("get", "ds", lambda values, name: values.get(name, "")),
    ("hasKey", "ds", lambda values, name: name in values),
    ("pick", "d*s", lambda values, *names: {name: values[name] for name in names if name in values}),
    ("omit", "d*s", lambda values, *names: {k: v for k, v in values.items() if k not in names}),
    ("dig", "sa*a", lambda *path: _dug(path)),
    ("base", "s", lambda path: posixpath.basename(path.rstrip("/")) or ("/" if path else ".")),
    ("dir", "s", lambda path: posixpath.normpath(posixpath.dirname(path) or ".")),
    ("clean", "s", lambda path: posixpath.normpath(path or ".")),
    ("ext", "s", lambda path: "." + path.rpartition(".")[2] if "." in path.rpartition("/")[2] else ""),
    ("isAbs", "s", lambda path: path.startswith("/")),
    ("b64enc", "s", lambda text: base64.b64encode(text.encode()).decode()),
    ("sha256sum", "s", lambda text: hashlib.sha256(text.encode()).hexdigest()),
    ("toJson", "a", to_json),
    ("toRawJson", "a", lambda value: to_json(value, html=False)),
    ("fromJson", "s", lambda text: _from_json(text)),
    ("toYaml", "a", lambda value: _to_yaml(value)),
    ("regexMatch", "ss", lambda pattern, text: bool(_regex(pattern).search(text))),
    ("regexReplaceAll", "sss", lambda pattern, text, new: _regex(pattern).sub(_replacement(new), text)),
    ("kindIs", "sa", lambda kind, value: kind == _kind(value)),
    ("kindOf", "a", lambda value: _kind(value)),
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
        if kind != "a" and not (type(value) in _TYPES[kind] or (value is None and kind in "ld")):
            raise Refused(f"the template gives {name} a {type_name(value)} where it takes something else")
    given = (
        {"l": [], "d": {}}[kind] if v is None and kind in "ld" else v
        for kind, v in zip(expected, arguments, strict=True)
    )
    return function(*given)


def _fail(message: str) -> Any:
    raise Refused(f"the template fails: {message}")


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    raise NotExpandable("a template counts the bytes of text that is not ASCII, which is not done here")


def _sized(value: Any) -> Any:
    if isinstance(value, list | dict):
        return value
    raise Refused(f"a template counts the items of a {type_name(value)}")


def _kind(value: Any) -> str:
    kinds = {bool: "bool", str: "string", int: "int", float: "float64", list: "slice", dict: "map"}
    return kinds.get(type(value), "invalid")


def _equal(first: Any, second: Any) -> bool:
    kinds = {_kind(first), _kind(second)}
    if kinds & {"slice", "map"}:
        raise NotExpandable("a template compares lists or maps, which is not done here")
    if len(kinds) > 1 and "invalid" not in kinds:
        raise Refused(f"a template compares a {type_name(first)} ({_kind(first)}) with {_kind(second)}")
    return bool(first == second) if len(kinds) == 1 else False


def _compared(first: Any, second: Any) -> int:
    if _kind(first) != _kind(second) or _kind(first) not in {"string", "int", "float64"}:
        raise Refused(f"a template orders a {_kind(first)} and a {_kind(second)}")
    return (first > second) - (first < second)


def _indexed(value: Any, keys: tuple[Any, ...]) -> Any:
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and type(key) is int and 0 <= key < len(value):
            value = value[key]
        else:
            raise Refused(f"a template asks for item {shown(key)} of a {type_name(value)}")
    return value


def _printed(values: tuple[Any, ...]) -> str:
    text = ""
    for index, value in enumerate(values):
        spaced = index and not isinstance(value, str) and not isinstance(values[index - 1], str)
        text += (" " if spaced else "") + shown(value)
    return text


def _formatted(form: str, values: tuple[Any, ...]) -> str:
    waiting = list(values)

    def verb(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        value = waiting.pop(0) if waiting else None
        if match[2] == "v" and not match[1]:
            return shown(value)
        kinds: dict[str, type] = {"s": str, "q": str, "d": int, "t": bool}
        if match[2] not in kinds or type(value) is not kinds[match[2]] or (match[2] in "qt" and match[1]):
            raise NotExpandable(f"printf with {match[0]} of a {type_name(value)} is not evaluated here")
        return quoted(value) if match[2] == "q" else shown(value) if match[2] == "t" else match[0] % value

    text = re.sub(r"%([-+0]*[0-9]*)([a-zA-Z%])", verb, form)
    if waiting:
        raise NotExpandable("printf with more arguments than verbs is not evaluated here")
    return text


def _truncated(text: str, count: int) -> str:
    if count < 0:
        return text[count:] if len(text) + count > 0 else text
    return text[:count]


def _substring(text: str, start: int, end: int) -> str:
    if start < 0:
        return text[: max(0, end)]
    if end < 0 or end > len(text):
        return text[start:]
    return text[start:end]


def _indented(count: int, text: str) -> str:
    pad = " " * min(count, 1000)
    return pad + text.replace("\n", "\n" + pad)


def _split(text: str, separator: str, most: int = -1) -> list[str]:
    if not separator:
        return list(text)
    if most == 0:
        return []
    return text.split(separator, most - 1 if most > 0 else -1)


def _strings(value: Any) -> list[str]:
    if value is None:
        return []
    return [shown(item) for item in value if item is not None] if isinstance(value, list) else [shown(value)]


def _dict(pairs: tuple[Any, ...]) -> dict[str, Any]:
    padded = (*pairs, "") if len(pairs) % 2 else pairs
    return {shown(padded[at]): padded[at + 1] for at in range(0, len(padded), 2)}


def _dug(path: tuple[Any, ...]) -> Any:
    *names, default, value = path
    for name in names:
        if not isinstance(value, dict):
            raise Refused("dig in a template goes through what is no map")
        if name not in value:
            return default
        value = value[name]
    return value


def _from_json(text: str) -> Any:
    try:
        return as_parameters(json.loads(text))
    except ValueError:
        return None


def _to_yaml(value: Any) -> str:
    """YAML with the meaning that Go's has; every text in quotes, so that nobody reads it as something else."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the parent's
            return True

    Dumper.add_representer(
        str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"')
    )
    plain = json.loads(to_json(value, html=False))
    written: str = yaml.dump(
        plain, Dumper=Dumper, default_flow_style=False, width=1_000_000, allow_unicode=True
    )
    return written.removesuffix("\n...\n").removesuffix("\n")


def _regex(pattern: str) -> re.Pattern[str]:
    # Where Go's syntax and ours part, or where ours could take for ever, nothing is said.
    if len(pattern) > 100 or re.search(r"\\[pPzQE]|\(\?|[*+}]\)?[*+{]|\)[*+{]", pattern):
        raise NotExpandable(f"the regular expression {pattern} in a template is not evaluated here")
    try:
        return re.compile(pattern, re.ASCII)
    except re.error as error:
        raise Refused(f"the regular expression {pattern} in a template is none: {error}") from None


def _replacement(new: str) -> Callable[[re.Match[str]], str]:
    def expand(match: re.Match[str]) -> str:
        def group(reference: re.Match[str]) -> str:
            name = reference[1] or reference[2]
            number = int(name) if name.isdigit() else -1
            return (match[number] or "") if 0 <= number <= (match.re.groups) else ""

        return re.sub(r"\$(?:\{(\w+)\}|(\w+))", group, new)

    return expand
