"""`and`, `or` and `a if condition else b`."""

import ast
from typing import TYPE_CHECKING, Any

from nodes.expressions.frame import Frame, Runner

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler


def combination(compiler: "Compiler", node: ast.expr) -> Runner:
    """As in Python, the value that decided comes out, not merely true or false."""
    assert isinstance(node, ast.BoolOp)
    runners = [compiler.compile(value) for value in node.values]
    last = runners.pop()
    stops_at_false = isinstance(node.op, ast.And)

    def all_of(frame: Frame) -> Any:
        for runner in runners:
            value = runner(frame)
            if not value:
                return value
        return last(frame)

    def any_of(frame: Frame) -> Any:
        for runner in runners:
            value = runner(frame)
            if value:
                return value
        return last(frame)

    return all_of if stops_at_false else any_of


def choice(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.IfExp)
    test, body, orelse = (compiler.compile(part) for part in (node.test, node.body, node.orelse))
    return lambda frame: body(frame) if test(frame) else orelse(frame)


HANDLERS = {ast.BoolOp: combination, ast.IfExp: choice}
