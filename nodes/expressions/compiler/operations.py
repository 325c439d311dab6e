"""Arithmetic and the sign of a number."""

import ast
from typing import TYPE_CHECKING, Any

from nodes.expressions.arithmetic import OPERATORS, Operator
from nodes.expressions.compiler.calls import pipe
from nodes.expressions.compiler.located import located
from nodes.expressions.errors import Fault, Span
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.values import NUMBERS, describe

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler

SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}


def operation(compiler: "Compiler", node: ast.expr) -> Runner:
    """`a + b + c` is one runner, so that a long sum needs no deep stack."""
    assert isinstance(node, ast.BinOp)
    if isinstance(node.op, ast.BitOr):
        return pipe(compiler, node)
    rest: list[tuple[Operator, Runner, Span]] = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp) and type(left.op) in SIGNS:
        span = compiler.span(left)
        rest.append((OPERATORS[SIGNS[type(left.op)]], compiler.compile(left.right), span))
        left = left.left
    if not rest:
        raise compiler.refuse(node, "This operator is not part of the language.")
    first = compiler.compile(left)
    rest.reverse()
    return _pair(first, *rest[0]) if len(rest) == 1 else _chain(first, rest)


def _pair(left: Runner, operator: Operator, right: Runner, span: Span) -> Runner:
    def run(frame: Frame) -> Any:
        a, b = left(frame), right(frame)
        try:
            return operator(frame.budget, a, b)
        except Fault as fault:
            raise located(fault, span) from None
        except OverflowError:
            raise Fault("The result is too large.", None, span) from None

    return run


def _chain(first: Runner, rest: list[tuple[Operator, Runner, Span]]) -> Runner:
    def run(frame: Frame) -> Any:
        value = first(frame)
        for operator, right, span in rest:
            other = right(frame)
            try:
                value = operator(frame.budget, value, other)
            except Fault as fault:
                raise located(fault, span) from None
            except OverflowError:
                raise Fault("The result is too large.", None, span) from None
        return value

    return run


def sign(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.UnaryOp)
    operand, span = compiler.compile(node.operand), compiler.span(node)
    if isinstance(node.op, ast.Not):
        return lambda frame: not operand(frame)
    if isinstance(node.op, ast.Invert):
        raise compiler.refuse(node, "`~` is not part of the language.")
    negative = isinstance(node.op, ast.USub)

    def run(frame: Frame) -> Any:
        value = operand(frame)
        if type(value) not in NUMBERS:
            raise Fault(f"A sign stands before a number, not before {describe(value)}.", None, span)
        return -value if negative else +value

    return run


HANDLERS = {ast.BinOp: operation, ast.UnaryOp: sign}
