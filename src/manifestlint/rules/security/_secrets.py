"""Telling secrets from settings, by their names and by what they look like."""

import re
from functools import cache

NAMES = (
    r"secret(?!s|_?manager)|passw(?:or)?d|passphrase|token(?!s|i[sz])|bearer|api[_.-]?key|private[_.-]?key"
    r"|access[_.-]?key(?![_.-]?id)|credential|^azure_.+key$|^oci_cli_key_content$"
)
"""What the name of a secret has in it."""
HARMLESS = (
    r"(?:algorithm|audience|backend|claim|column|cookie|count|dir(?:ectory)?|disabled|duration|enabled?|endpoint"
    r"|expir\w*|field|file(?:name)?|format|header|hint|host|id|issuer|key[_.-]?name|label|length|lifetime|limit"
    r"|message|mode|name(?:space)?|param(?:eter)?|path|pattern|policy|port|prefix|provider|ref(?:erence)?|regex"
    r"|required|rule|scope|selector|service|size|source|store|strategy|timeout|ttl|type|ur[il]|version)s?$"
)
"""How the names end that have it in them, and mean a setting."""

_WORDS = frozenset(
    [
        "compat",
        "disabled",
        "enabled",
        "false",
        "file",
        "files",
        "nil",
        "no",
        "none",
        "null",
        "off",
        "on",
        "optional",
        "prompt",
        "required",
        "string",
        "true",
        "undefined",
        "yes",
    ]
)
_FEWEST_DIGITS = 4
_NUMBER = re.compile(r"[\d.,_]+(?:ms|s|m|h|d)?", re.ASCII)
_REFERENCE = re.compile(
    r"[$/~.]|.*(?:\$[({]|\{\{|<[^>]{0,256}>|://|%\()|(?:arn|awssm|env|file|gcpsm|ref\+\w+|secretref|ssm|vault):|ENC\[",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = re.compile(r"[^\W_]")
_KEY = "PRIVATE KEY-----"
_TOKEN = re.compile(
    r"\b(?:gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{20,}|sk_live_\w{20,})",
    re.ASCII,
)
_SETTING = r"passw(?:or)?d|passphrase|client[_-]?secret|secret[_-]?(?:access[_-]?)?key|api[_-]?key"
_LINE = re.compile(
    rf"^[ \t]{{0,64}}[\"']?([\w.-]{{0,64}}?(?:{_SETTING}))[\"']?[ \t]{{0,64}}[:=]"
    r"[ \t]{0,64}[\"']?([^\s\"',;()\[\]{}|]+)[\"']?[,;]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HINT = re.compile(r"passw|passphrase|secret|api.?key", re.IGNORECASE)

pattern = cache(lambda text: re.compile(text, re.IGNORECASE))
"""A regular expression of an option, compiled once."""


def is_secret(name: str, value: str, names: str = NAMES, harmless: str = HARMLESS) -> bool:
    """Whether a name says that it holds a secret, and the value could be one.

    Words that switch something, numbers, paths, addresses and references to where the secret lies are none.
    """
    if not value or not pattern(names).search(name) or pattern(harmless).search(name):
        return False
    value = value.strip()
    if value.lower() in _WORDS or not _SIGNS.search(value) or _REFERENCE.match(value):
        return False
    is_number = _NUMBER.fullmatch(value)
    return not is_number or ("pass" in name.lower() and len(value) >= _FEWEST_DIGITS)


def shape_of(value: str) -> str:
    """What a value is by its look, whatever its name: a private key, a token; empty for anything else."""
    if _KEY in value and "-----BEGIN " in value:
        return "a private key"
    return "an access token" if _TOKEN.search(value) else ""


def secret_line(text: str) -> str:
    """The name of the first setting in a file's text that is a password or the like; empty where none is."""
    if not _HINT.search(text):
        return ""
    return next((name for name, value in _LINE.findall(text) if is_secret(name, value)), "")
