"""What the functions of templates do, where it is more than a method of Python's."""

import json
import re
from collections.abc import Callable
from typing import Any

from manifestlint.argocd.gotemplate.values import as_parameters, quoted, shown, to_json, type_name
from manifestlint.argocd.unknowns import NotExpandable, Refused

_LONGEST_TEXT = 1_000_000


def fail(message: str) -> Any:
    """Stops the rendering, as the template asks."""
    raise Refused(f"the template fails: {message}")


def counted_in_bytes(text: str) -> str:
    """A text whose bytes are its characters, for functions that count or cut bytes."""
    if text.isascii():
        return text
    raise NotExpandable("a template counts the bytes of text that is not ASCII, which is not done here")


def sized(value: Any) -> Any:
    """A list or a map, which have a length."""
    if isinstance(value, list | dict):
        return value
    raise Refused(f"a template counts the items of a {type_name(value)}")


def kind_of(value: Any) -> str:
    """A value's kind, by Go's name for it."""
    kinds = {bool: "bool", str: "string", int: "int", float: "float64", list: "slice", dict: "map"}
    return kinds.get(type(value), "invalid")


def told_kind(value: Any) -> str:
    """What `kindOf` says; Go has several kinds of integers, which are one here."""
    if type(value) is int:
        raise NotExpandable("a template asks for the kind of an integer, which is not told here")
    return kind_of(value)


def equal(first: Any, second: Any) -> bool:
    """What `eq` says: values of different kinds are an error, but not where one of them is nothing."""
    kinds = {kind_of(first), kind_of(second)}
    if kinds & {"slice", "map"}:
        raise NotExpandable("a template compares lists or maps, which is not done here")
    if len(kinds) > 1 and "invalid" not in kinds:
        raise Refused(f"a template compares a {type_name(first)} ({kind_of(first)}) with {kind_of(second)}")
    return bool(first == second) if len(kinds) == 1 else False


def compared(first: Any, second: Any) -> int:
    """Below, at or above zero as the first is less than, equal to or more than the second."""
    if kind_of(first) != kind_of(second) or kind_of(first) not in {"string", "int", "float64"}:
        raise Refused(f"a template orders a {kind_of(first)} and a {kind_of(second)}")
    return int(first > second) - int(first < second)


def indexed(value: Any, keys: tuple[Any, ...]) -> Any:
    """What `index` finds, a number in a text; an absent key gives nothing, a wrong index is an error."""
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list | str) and type(key) is int and 0 <= key < len(value):
            value = value[key] if isinstance(value, list) else ord(counted_in_bytes(value)[key])
        else:
            raise Refused(f"a template asks for item {shown(key)} of a {type_name(value)}")
    return value


def printed(values: tuple[Any, ...]) -> str:
    """What `print` makes: a space between two values of which neither is text."""
    text = ""
    for index, value in enumerate(values):
        spaced = index and not isinstance(value, str) and not isinstance(values[index - 1], str)
        text += (" " if spaced else "") + shown(value)
    return text


def formatted(form: str, values: tuple[Any, ...]) -> str:
    """What `printf` makes, for the verbs that need no knowledge of types."""
    waiting = list(values)

    def verb(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        value: Any = waiting.pop(0) if waiting else None
        if match[2] == "v" and not match[1]:
            return shown(value)
        kinds: dict[str, type] = {"s": str, "q": str, "d": int, "t": bool}
        if match[2] not in kinds or type(value) is not kinds[match[2]] or (match[2] in "qt" and match[1]):
            raise NotExpandable(f"printf with {match[0]} of a {type_name(value)} is not evaluated here")
        if match[2] == "q":
            return quoted(str(value))
        return shown(value) if match[2] == "t" else match[0] % value

    text = re.sub(r"%([-+0]*[0-9]{0,3})([a-zA-Z%])", verb, form)
    if waiting:
        raise NotExpandable("printf with more arguments than verbs is not evaluated here")
    return text


def truncated(text: str, count: int) -> str:
    """What `trunc` leaves: the first characters, or the last ones where the count is negative."""
    if count < 0:
        return text[count:] if len(text) + count > 0 else text
    return text[:count]


def substring(text: str, start: int, end: int) -> str:
    """What `substr` leaves; a negative end, or one behind the text, is its end."""
    last = len(text) if start >= 0 and (end < 0 or end > len(text)) else end
    if not max(start, 0) <= last <= len(text):
        raise Refused("substr in a template reaches out of the text")
    return text[max(start, 0) : last]


def indented(count: int, text: str) -> str:
    """The text with spaces before every line."""
    _bounded(count * (text.count("\n") + 1))
    pad = " " * count
    return pad + text.replace("\n", "\n" + pad)


def repeated_text(count: int, text: str) -> str:
    """The text several times; a negative number stops the rendering."""
    if count < 0:
        raise Refused("repeat in a template takes no negative number")
    _bounded(count * len(text))
    return text * count


def replaced(old: str, new: str, text: str) -> str:
    """The text with one part replaced by another, wherever it stands."""
    _bounded(text.count(old) * len(new))
    return text.replace(old, new)


def joined(separator: str, value: Any) -> str:
    """The items of a list as one text."""
    items = as_strings(value)
    _bounded(len(separator) * len(items))
    return separator.join(items)


def _bounded(length: int) -> None:
    if length > _LONGEST_TEXT:
        raise NotExpandable(f"a template makes a text of more than {_LONGEST_TEXT:,} characters")


def parts(text: str, separator: str, most: int = -1) -> list[str]:
    """The parts of a text between separators, the last of them undivided where there is a limit."""
    if not separator:
        return list(text)
    if most == 0:
        return []
    return text.split(separator, most - 1 if most > 0 else -1)


def as_strings(value: Any) -> list[str]:
    """A list of texts: nothing is left out, and what is no list is one item."""
    if value is None:
        return []
    return [shown(item) for item in value if item is not None] if isinstance(value, list) else [shown(value)]


def as_list(value: Any) -> list[Any]:
    """A list; anything else stops the rendering."""
    if isinstance(value, list):
        return value
    raise Refused(f"a template searches a {type_name(value)} as if it were a list")


def as_dict(pairs: tuple[Any, ...]) -> dict[str, Any]:
    """A map of keys and values that alternate; the last key may lack its value."""
    padded = (*pairs, "") if len(pairs) % 2 else pairs
    return {shown(padded[at]): padded[at + 1] for at in range(0, len(padded), 2)}


def dug(path: tuple[Any, ...]) -> Any:
    """What `dig` finds on its way through maps, else the default that stands before the map."""
    *names, default, value = path
    for name in names:
        if not isinstance(value, dict):
            raise Refused("dig in a template goes through what is no map")
        if name not in value:
            return default
        value = value[name]
    return value


def from_json(text: str) -> Any:
    """The value that JSON stands for, nothing where it is no JSON."""
    try:
        return as_parameters(json.loads(text))
    except ValueError:
        return None


def to_yaml(value: Any) -> str:
    """YAML that means what Go's does; every text in quotes, so that it is read as nothing else."""
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


def compiled(pattern: str, text: str) -> re.Pattern[str]:
    """A regular expression that means the same here as in Go, and cannot take long on the text."""
    quantifiers = len(re.findall(r"[*+{]", pattern))
    if quantifiers > 4 or len(text) > 200 or re.search(r"\\[pPzQE]|\(\?|[*+}]\)?[*+{]|\)[*+{]", pattern):
        raise NotExpandable(f"the regular expression {pattern} in a template is not evaluated here")
    try:
        return re.compile(pattern, re.ASCII)
    except re.error as error:
        raise Refused(f"the regular expression {pattern} in a template is none: {error}") from None


def expansion(new: str) -> Callable[[re.Match[str]], str]:
    """What `regexReplaceAll` puts in place of a match, from Go's notation: `${1}`."""
    if "$$" in new or len(new) > 1000:
        raise NotExpandable("such a replacement for a regular expression is not evaluated here")

    def expand(match: re.Match[str]) -> str:
        def group(reference: re.Match[str]) -> str:
            name = reference[1] or reference[2]
            number = int(name) if name.isdigit() else -1
            return (match[number] or "") if 0 <= number <= match.re.groups else ""

        return re.sub(r"\$(?:\{(\w+)\}|(\w+))", group, new)

    return expand
