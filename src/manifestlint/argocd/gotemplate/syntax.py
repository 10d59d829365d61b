"""Reads Go's text/template: what stands between `{{` and `}}`, as a tree.

Source: Go `text/template/parse/lex.go` and `parse.go`, v1.24. Definitions, `break` and `continue` are not
read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from manifestlint.argocd.gotemplate.functions import FUNCTIONS
from manifestlint.argocd.unknowns import NotExpandable, Refused

Constant = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Operand:
    """A value: a constant, `.`, a variable, a function's name or a pipeline, and the fields behind it."""

    kind: str
    value: Constant = None
    fields: tuple[str, ...] = ()
    pipeline: "Pipeline | None" = None


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Commands, each given the result of the one before as its last argument."""

    commands: tuple[tuple[Operand, ...], ...]
    variables: tuple[str, ...] = ()
    assigns: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is printed as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """A pipeline whose value is printed unless it is kept in a variable."""

    pipeline: Pipeline


@dataclass(frozen=True, slots=True)
class Branch:
    """`if`, `with` or `range`."""

    word: str
    pipeline: Pipeline
    body: "Nodes"
    otherwise: "Nodes"


Node = Text | Action | Branch
Nodes = tuple[Node, ...]
_Tokens = list[tuple[str, str, bool]]  # kind, text, whether white space stands before it

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<raw>`[^`]*`)|(?P<char>'(?:[^'\\\n]|\\.)+')"""
    r"""|(?P<number>[+-]?(?:0[xXoObB])?[0-9][0-9a-fA-F_.]*(?:[eEpP][+-]?[0-9]+)?)"""
    r"""|(?P<variable>\$\w*)|(?P<field>\.[^\W\d]\w*)|(?P<dot>\.)|(?P<word>[^\W\d]\w*)"""
    r"""|(?P<sign>:=|=|\||\(|\)|,)"""
)
_SPACE = re.compile(r"\s*")
_END = re.compile(r"\s-\}\}|\}\}")
_COMMENT = re.compile(r"/\*.*?\*/(\s-)?\}\}", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{3}|.)", re.DOTALL)
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
_BLOCKS = frozenset({"if", "with", "range"})
_UNREAD = frozenset({"define", "template", "block", "break", "continue"})


@lru_cache(1024)
def parse(template: str) -> Nodes:
    """The nodes of a template.

    Raises:
        Refused: it is none.
        NotExpandable: it holds what is not read here.
    """
    parser = _Parser(list(_pieces(template)))
    nodes, stop = parser.nodes()
    if stop:
        raise Refused(f"the template has {{{{ {stop} }}}} without a beginning")
    return nodes


def _pieces(template: str) -> Iterator[str | _Tokens]:
    """Texts and actions, in turn, with the white space taken away that `{{-` and `-}}` ask for."""
    at, trim = 0, False
    while True:
        start = template.find("{{", at)
        text = template[at:] if start < 0 else template[at:start]
        text = text.lstrip(" \t\r\n") if trim else text
        if start < 0:
            yield text
            return
        at = start + 2
        if re.compile(r"-\s").match(template, at):
            at += 1
            text = text.rstrip(" \t\r\n")
        yield text
        comment = _COMMENT.match(template, _SPACE.match(template, at).end())  # type: ignore[union-attr]
        if comment:
            at, trim = comment.end(), bool(comment[1])
            continue
        tokens, at, trim = _action(template, at)
        yield tokens


def _action(template: str, at: int) -> tuple[_Tokens, int, bool]:
    tokens: _Tokens = []
    while True:
        end = _END.match(template, at)
        if end:
            return tokens, end.end(), len(end[0]) > 2
        space = _SPACE.match(template, at)
        spaced = space is not None and bool(space[0])
        if spaced and space is not None:
            # White space may belong to the end: ` -}}`.
            at = space.end()
            if template.startswith("-}}", at):
                return tokens, at + 3, True
            continue_at = _END.match(template, at)
            if continue_at:
                continue
        token = _TOKEN.match(template, at)
        if token is None:
            raise Refused(f"the template cannot be read at {template[at : at + 20]!r}")
        tokens.append((token.lastgroup or "", token[0], spaced))
        at = token.end()


class _Parser:
    def __init__(self, pieces: list[str | _Tokens]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._tokens: _Tokens = []

    def nodes(self) -> tuple[Nodes, str]:
        """Nodes up to an `else` or `end`, and which of them it was; the tokens behind it are left."""
        found: list[Node] = []
        while self._piece < len(self._pieces):
            piece = self._pieces[self._piece]
            self._piece += 1
            if isinstance(piece, str):
                found += [Text(piece)] if piece else []
                continue
            self._tokens = list(piece)
            word = self._word()
            if word in {"else", "end"}:
                self._tokens.pop(0)
                return tuple(found), word
            found.append(self._node(word))
        return tuple(found), ""

    def _word(self) -> str:
        return self._tokens[0][1] if self._tokens and self._tokens[0][0] == "word" else ""

    def _node(self, word: str) -> Node:
        if word in _UNREAD:
            raise NotExpandable(f"{{{{ {word} }}}} in a template is not evaluated here")
        if word in _BLOCKS:
            self._tokens.pop(0)
            return self._branch(word)
        pipeline = self._pipeline(most_variables=1)
        self._ended()
        return Action(pipeline)

    def _branch(self, word: str) -> Branch:
        pipeline = self._pipeline(most_variables=2 if word == "range" else 1)
        self._ended()
        body, stop = self.nodes()
        otherwise: Nodes = ()
        if stop == "else":
            again = self._word()
            if again in {"if", "with"} and word != "range":
                self._tokens.pop(0)
                return Branch(word, pipeline, body, (self._branch(again),))
            self._ended()
            otherwise, stop = self.nodes()
        if stop != "end":
            raise Refused(f"{{{{ {word} }}}} has no {{{{ end }}}}")
        self._ended()
        return Branch(word, pipeline, body, otherwise)

    def _ended(self) -> None:
        if self._tokens:
            raise Refused(f"{self._tokens[0][1]!r} cannot stand there in a template")

    def _next_is(self, *signs: str) -> bool:
        return bool(self._tokens) and self._tokens[0][0] == "sign" and self._tokens[0][1] in signs

    def _pipeline(self, most_variables: int = 0) -> Pipeline:
        variables, assigns = self._variables(most_variables)
        commands = [self._command()]
        while self._next_is("|"):
            self._tokens.pop(0)
            commands.append(self._command())
            if commands[-1][0].kind in {"constant", "dot", "nil"}:
                raise Refused("a constant cannot stand behind | in a template")
        return Pipeline(tuple(commands), variables, assigns)

    def _variables(self, most: int) -> tuple[tuple[str, ...], bool]:
        """What `$x :=`, `$x =` or `$i, $x :=` begins with."""
        names: list[str] = []
        for index in range(most):
            at = 2 * index
            if [kind for kind, _, _ in self._tokens[at : at + 2]] != ["variable", "sign"]:
                break
            names.append(self._tokens[at][1])
            sign = self._tokens[at + 1][1]
            if sign in {":=", "="}:
                del self._tokens[: at + 2]
                return tuple(names), sign == "="
            if sign != ",":
                break
        return (), False

    def _command(self) -> tuple[Operand, ...]:
        operands: list[Operand] = []
        while self._tokens and not self._next_is("|", ")"):
            operands.append(self._operand())
        if not operands:
            raise Refused("a template's {{ }} or a side of | in it is empty")
        return tuple(operands)

    def _operand(self) -> Operand:
        kind, text, _ = self._tokens.pop(0)
        if kind == "sign" and text == "(":
            pipeline = self._pipeline(most_variables=0)
            if not self._next_is(")"):
                raise Refused("a ( in a template is never closed")
            self._tokens.pop(0)
            return Operand("pipeline", fields=self._fields(), pipeline=pipeline)
        if kind == "field":
            return Operand("dot", fields=(text[1:], *self._fields()))
        if kind == "variable":
            return Operand("variable", text, self._fields())
        if kind == "dot":
            return Operand("dot")
        if kind == "word":
            return _named(text)
        return Operand("constant", _constant(kind, text))

    def _fields(self) -> tuple[str, ...]:
        names: list[str] = []
        while self._tokens and self._tokens[0][0] == "field" and not self._tokens[0][2]:
            names.append(self._tokens.pop(0)[1][1:])
        return tuple(names)


def _named(word: str) -> Operand:
    if word in {"true", "false"}:
        return Operand("constant", word == "true")
    if word == "nil":
        return Operand("nil")
    if word not in FUNCTIONS:
        raise NotExpandable(f"the template function {word} is not evaluated here")
    return Operand("function", word)


def _constant(kind: str, text: str) -> Constant:
    if kind == "string":
        return _ESCAPE.sub(_unescaped, text[1:-1])
    if kind == "raw":
        return text[1:-1].replace("\r", "")
    if kind == "number":
        try:
            return float(text) if re.search(r"[.eE]", text) and "x" not in text.lower() else int(text, 0)
        except ValueError:
            pass
    raise NotExpandable(f"{text} in a template is not evaluated here")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if code in _ESCAPED:
        return _ESCAPED[code]
    if code[0] in "uU" and len(code) > 1:
        return chr(int(code[1:], 16))
    raise NotExpandable(f"the escape \\{code} in a template is not evaluated here")
