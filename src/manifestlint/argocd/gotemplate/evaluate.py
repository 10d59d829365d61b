"""Evaluates Go's text/template on plain data, with Argo CD's functions.

Source: Go `text/template/exec.go`, v1.24. Parameters come from JSON, so every number in them is a float64.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from manifestlint.argocd.gotemplate.functions import call
from manifestlint.argocd.gotemplate.syntax import Action, Branch, Nodes, Operand, Pipeline, Text, parse
from manifestlint.argocd.gotemplate.values import is_true, shown, type_name
from manifestlint.argocd.unknowns import NotExpandable, Refused

_LARGEST_RANGE = 10_000
_MOST_STEPS = 500_000
_NONE_GIVEN: Any = object()
T = TypeVar("T")


def render(template: str, params: Mapping[str, Any], *, missing_is_error: bool = False) -> str:
    """The text that a template makes of parameters.

    Raises:
        Refused: Argo CD fails too.
        NotExpandable: it holds what is not evaluated here.
    """
    if "{{" not in template:
        return template
    run = _Run(dict(params), missing_is_error)
    try:
        return "".join(run.nodes(parse(template), run.root))
    except RecursionError:
        raise NotExpandable("the template nests too deep") from None


class _Run:
    def __init__(self, params: dict[str, Any], missing_is_error: bool) -> None:
        self.root: Any = params
        self._missing_is_error = missing_is_error
        self._variables: list[tuple[str, Any]] = [("$", params)]
        self._left = _MOST_STEPS

    def nodes(self, nodes: Nodes, dot: Any) -> Iterator[str]:
        for node in nodes:
            match node:
                case Text(text):
                    yield self._spend(text)
                case Action(pipeline):
                    value = self._pipeline(pipeline, dot)
                    if not pipeline.variables:
                        yield self._spend("<no value>" if value is None else shown(value))
                case Branch():
                    yield from self._branch(node, dot)

    def _spend(self, value: T) -> T:
        """The value, after its size is taken from what the whole template may cost."""
        waiting: list[Any] = [value]
        while waiting:
            item = waiting.pop()
            self._left -= 1 + (len(item) // 16 if isinstance(item, str) else 0)
            if self._left < 0:
                raise NotExpandable("the template does too much")
            if isinstance(item, list | dict):
                waiting += item.values() if isinstance(item, dict) else item
        return value

    def _branch(self, node: Branch, dot: Any) -> Iterator[str]:
        mark = len(self._variables)
        if node.word == "range":
            yield from self._range(node, dot)
        else:
            value = self._pipeline(node.pipeline, dot)
            if is_true(value):
                yield from self.nodes(node.body, value if node.word == "with" else dot)
            else:
                yield from self.nodes(node.otherwise, dot)
        del self._variables[mark:]

    def _range(self, node: Branch, dot: Any) -> Iterator[str]:
        names = node.pipeline.variables
        value = self._pipeline(Pipeline(node.pipeline.commands), dot)
        entries = list(_entries(value))
        if node.pipeline.assigns:
            raise NotExpandable("range with = in a template is not evaluated here")
        if isinstance(value, int) and len(names) > 1:
            raise Refused("range over a number in a template gives one variable, not two")
        if not entries:
            yield from self.nodes(node.otherwise, dot)
        for key, item in entries:
            self._spend(key)
            mark = len(self._variables)
            given = (item,) if len(names) == 1 else (key, item)
            self._variables += zip(names, given, strict=False)
            yield from self.nodes(node.body, item)
            del self._variables[mark:]

    def _pipeline(self, pipeline: Pipeline, dot: Any) -> Any:
        value: Any = None
        for index, command in enumerate(pipeline.commands):
            value = self._command(command, dot, (value,) if index else ())
        for name in pipeline.variables:
            self._set(name, value, again=pipeline.assigns)
        return value

    def _set(self, name: str, value: Any, *, again: bool) -> None:
        if not again:
            self._variables.append((name, value))
            return
        for index in range(len(self._variables) - 1, -1, -1):
            if self._variables[index][0] == name:
                self._variables[index] = (name, value)
                return
        raise Refused(f"the variable {name} is not declared in the template")

    def _command(self, command: tuple[Operand, ...], dot: Any, final: tuple[Any, ...]) -> Any:
        first, *others = command
        if first.kind == "function":
            return self._function(str(first.value), others, dot, final)
        if others or final:
            raise Refused("a template gives arguments to what is no function")
        if first.kind == "nil":
            raise Refused("nil is not a command in a template")
        return self._value(first, dot)

    def _function(self, name: str, arguments: Iterable[Operand], dot: Any, final: tuple[Any, ...]) -> Any:
        if name in {"and", "or"}:
            return _short(name, itertools.chain((self._value(item, dot) for item in arguments), final))
        return self._spend(call(name, (*(self._value(item, dot) for item in arguments), *final)))

    def _value(self, operand: Operand, dot: Any) -> Any:
        match operand.kind:
            case "constant":
                return operand.value
            case "nil":
                return None
            case "function":
                return self._function(str(operand.value), (), dot, ())
            case "variable":
                value = self._variable(str(operand.value))
            case "pipeline" if operand.pipeline is not None:
                value = self._pipeline(operand.pipeline, dot)
            case _:
                value = dot
        return self._fields(value, operand.fields)

    def _variable(self, name: str) -> Any:
        for known, value in reversed(self._variables):
            if known == name:
                return value
        raise Refused(f"the variable {name} is not declared in the template")

    def _fields(self, value: Any, fields: tuple[str, ...]) -> Any:
        absent = False
        for field in fields:
            if absent:
                return None
            if value is None:
                raise Refused(f"the template asks for .{field} of nothing")
            if not isinstance(value, dict):
                raise Refused(f"the template asks for .{field} of a {type_name(value)}")
            absent = field not in value
            if absent and self._missing_is_error:
                raise Refused(f"the template asks for .{field}, which is not among the parameters")
            value = value.get(field)
        return value


def _short(name: str, arguments: Iterable[Any]) -> Any:
    """`and` gives the first argument that is empty, `or` the first that is not, else the last; what stands
    behind it is not evaluated."""
    value: Any = _NONE_GIVEN
    for value in arguments:
        if is_true(value) is (name == "or"):
            break
    if value is _NONE_GIVEN:
        raise Refused(f"{name} in a template needs an argument")
    return value


def _entries(value: Any) -> Iterable[tuple[Any, Any]]:
    if value is None:
        return ()
    if isinstance(value, list):
        return enumerate(value)
    if isinstance(value, dict):
        return sorted(value.items())
    if isinstance(value, int) and not isinstance(value, bool) and value <= _LARGEST_RANGE:
        return ((number, number) for number in range(value))
    raise Refused(f"range in a template cannot go over a {type_name(value)}")
