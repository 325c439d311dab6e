"""Matches the arguments of a call to the parameters of its function, so that running only evaluates them in order."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nodes.expressions.compiler.located import located
from nodes.expressions.compiler.paths import read
from nodes.expressions.errors import ExpressionError, Fault, Missing, Span
from nodes.expressions.frame import Frame, Key, Runner
from nodes.expressions.functions import Function
from nodes.expressions.functions.registry import UNDEFINED, Parameter, Wants
from nodes.expressions.values import clean_number, clean_text, describe

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler


CALL_STEPS = 3
"""What any call costs; whether the budget still holds is looked at by the loop or function around it."""


@dataclass(frozen=True, slots=True)
class Lambda:
    """A lambda of the author, compiled; `node` is where it stands."""

    make: Callable[[Frame], Key]
    node: ast.Lambda


Argument = Runner | Lambda


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a call is given. Compiled once, even where a method may mean several functions."""

    positional: list[Argument]
    named: dict[str, Argument]
    node: ast.expr


def bound(compiler: "Compiler", function: Function, given: Arguments) -> Runner:
    """Match the arguments to the parameters, so that running is only evaluating them in order."""
    matched = _match(compiler, function, given)
    takes = [_take(compiler, function, parameter, argument) for parameter, argument in matched]
    last = max((place for place, (_, argument) in enumerate(matched) if argument is not None), default=-1)
    return _runner(function, takes[: last + 1], compiler.span(given.node))


def _match(
    compiler: "Compiler", function: Function, given: Arguments
) -> list[tuple[Parameter, Argument | None]]:
    def refuse(problem: str) -> ExpressionError:
        return compiler.refuse(
            given.node, f"`{function.name}` {problem}.", f"It is written {function.signature}."
        )

    rest, named = list(given.positional), dict(given.named)
    matched: list[tuple[Parameter, Argument | None]] = []
    for parameter in function.parameters:
        if parameter.variadic:
            matched.extend((parameter, argument) for argument in rest)
            rest = []
        elif rest:
            if parameter.name in named:
                raise refuse(f"is given `{parameter.name}` twice")
            matched.append((parameter, rest.pop(0)))
        else:
            argument = named.pop(parameter.name, None)
            if argument is None and parameter.required:
                raise refuse(f"needs `{parameter.name}`")
            matched.append((parameter, argument))
    if rest:
        raise refuse("is given too many arguments")
    if named:
        raise refuse(f"has no argument `{next(iter(named))}`")
    return matched


def _take(
    compiler: "Compiler", function: Function, parameter: Parameter, argument: Argument | None
) -> Runner:
    if argument is None:
        default = parameter.default
        return lambda frame: default
    if isinstance(argument, Lambda):
        if parameter.wants is not Wants.KEY:
            raise compiler.refuse(argument.node, f"`{function.name}` takes no lambda as `{parameter.name}`.")
        return argument.make
    if parameter.wants is Wants.KEY:
        return _key(argument, function.name, parameter)
    if parameter.wants is Wants.MAYBE:
        return _maybe(argument)
    if parameter.wants is Wants.LATER:
        return lambda frame: lambda: argument(frame)
    return (
        argument if parameter.kinds is None else _checked(argument, function.name, parameter, parameter.kinds)
    )


def _checked(runner: Runner, name: str, parameter: Parameter, kinds: frozenset[type]) -> Runner:
    def take(frame: Frame) -> Any:
        value = runner(frame)
        return value if type(value) in kinds else parameter.accept(value, name)

    return take


def _maybe(runner: Runner) -> Runner:
    def take(frame: Frame) -> Any:
        try:
            return runner(frame)
        except Missing:
            frame.budget.work(8)
            return UNDEFINED

    return take


def _key(runner: Runner, name: str, parameter: Parameter) -> Callable[[Frame], Key | None]:
    """A field name (or dotted path) as a function of the item that holds it."""

    def take(frame: Frame) -> Key | None:
        wanted = runner(frame)
        if wanted is None and not parameter.required:
            return None
        if type(wanted) is not str and type(wanted) is not int:
            raise Fault(f"`{name}` takes {parameter.label} as `{parameter.name}`, not {describe(wanted)}.")
        steps = wanted.split(".") if type(wanted) is str else [wanted]
        cost = 1 + len(steps)

        def field(item: Any) -> Any:
            frame.budget.work(cost)
            for step in steps:
                item = item[step] if type(item) is dict and step in item else _read_field(item, step)
            return item

        return field

    return take


def _read_field(item: Any, step: str | int) -> Any:
    position = (
        int(step)
        if type(step) is str and type(item) is list and step.isdecimal() and len(step) < 10
        else step
    )
    try:
        return read(item, position, (0, len(str(step))), str(step))
    except Missing as missing:
        missing.span = None
        raise


def _runner(function: Function, takes: list[Runner], span: Span) -> Runner:
    body, name = function.call, function.name

    def run(frame: Frame) -> Any:
        frame.budget.steps -= CALL_STEPS
        try:
            result = body(frame, *[take(frame) for take in takes])
            kind = type(result)
            if kind is str:
                if "\0" in result or not result.isascii():
                    clean_text(result)
            elif kind is int or kind is float:
                clean_number(result)
            return result
        except Fault as fault:
            raise located(fault, span) from None
        except (ArithmeticError, LookupError, TypeError, ValueError):
            raise Fault(
                f"`{name}` cannot work with these values.", f"It is written {function.signature}.", span
            ) from None

    return run
