"""Comparison: `== != < <= > >= in`, `not in`, and `is` for null, true and false."""

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nodes.expressions.budget import Budget
from nodes.expressions.compiler.located import located
from nodes.expressions.errors import Fault, Span
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.searching import search_steps
from nodes.expressions.values import NUMBERS, describe, object_key, same

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler

Comparator = Callable[[Budget, Any, Any], bool]


def _ordered(sign: str, native: Callable[[Any, Any], bool]) -> Comparator:
    def compare(budget: Budget, a: Any, b: Any) -> bool:
        if type(a) in NUMBERS and type(b) in NUMBERS:
            return native(a, b)
        if type(a) is str and type(b) is str:
            budget.work(min(len(a), len(b)) >> 9)
            return native(a, b)
        hint = "Use default(…) to give a value for null." if a is None or b is None else None
        raise Fault(f"`{sign}` does not work between {describe(a)} and {describe(b)}.", hint)

    return compare


def contains(budget: Budget, item: Any, container: Any) -> bool:
    """`item in container`: part of a text, element of a list, key of an object."""
    if type(container) is str:
        if type(item) is not str:
            raise Fault(f"Text holds text, so `in` cannot look for {describe(item)}.")
        budget.work(search_steps(len(container), len(item)))
        return item in container
    if type(container) is dict:
        return object_key(item) in container
    if type(container) is list:
        budget.work(len(container))
        return any(same(budget, item, element) for element in container)
    raise Fault(f"`in` looks into text, a list or an object, not into {describe(container)}.")


_COMPARATORS: dict[type[ast.cmpop], Comparator] = {
    ast.Eq: same,
    ast.Is: same,
    ast.NotEq: lambda budget, a, b: not same(budget, a, b),
    ast.IsNot: lambda budget, a, b: not same(budget, a, b),
    ast.Lt: _ordered("<", operator.lt),
    ast.LtE: _ordered("<=", operator.le),
    ast.Gt: _ordered(">", operator.gt),
    ast.GtE: _ordered(">=", operator.ge),
    ast.In: contains,
    ast.NotIn: lambda budget, a, b: not contains(budget, a, b),
}


def _is_word(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id in ("null", "true", "false")
    return isinstance(node, ast.Constant) and (node.value is None or type(node.value) is bool)


def comparison(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.Compare)
    rest: list[tuple[Comparator, Runner, Span]] = []
    for op, right in zip(node.ops, node.comparators, strict=True):
        if isinstance(op, ast.Is | ast.IsNot) and not _is_word(right):
            raise compiler.refuse(right, "`is` compares with null, true or false only.", "Write `==`.")
        rest.append((_COMPARATORS[type(op)], compiler.compile(right), compiler.span(node)))
    first = compiler.compile(node.left)
    return _pair(first, *rest[0]) if len(rest) == 1 else _chain(first, rest)


def _pair(left: Runner, compare: Comparator, right: Runner, span: Span) -> Runner:
    def run(frame: Frame) -> bool:
        a, b = left(frame), right(frame)
        try:
            return compare(frame.budget, a, b)
        except Fault as fault:
            raise located(fault, span) from None

    return run


def _chain(first: Runner, rest: list[tuple[Comparator, Runner, Span]]) -> Runner:
    def run(frame: Frame) -> bool:
        a = first(frame)
        for compare, right, span in rest:
            b = right(frame)
            try:
                if not compare(frame.budget, a, b):
                    return False
            except Fault as fault:
                raise located(fault, span) from None
            a = b
        return True

    return run


HANDLERS: dict[type[ast.expr], Any] = {ast.Compare: comparison}
