"""Calls: `upper(x)`, `x | upper`, `x.upper()`, with the arguments matched when the expression is compiled."""

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nodes.expressions.compiler.binding import Argument, Arguments, Lambda, bound
from nodes.expressions.compiler.loops import function_of_item
from nodes.expressions.errors import ExpressionError, Fault, Span, instead
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.functions import METHODS, Function, find
from nodes.expressions.functions.registry import METHOD_TYPES, all_names
from nodes.expressions.values import describe

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler


def call(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.Call)
    if isinstance(node.func, ast.Attribute):
        return _method(compiler, node, node.func)
    if not isinstance(node.func, ast.Name):
        raise compiler.refuse(node.func, "Only functions and methods that are known by name can be called.")
    function = _function(compiler, node.func)
    return bound(compiler, function, _arguments(compiler, node.args, node.keywords, node))


def pipe(compiler: "Compiler", node: ast.BinOp) -> Runner:
    """`x | f(a)` is `f(x, a)`."""
    target = node.right
    name = target.func if isinstance(target, ast.Call) else target
    if not isinstance(name, ast.Name):
        hint = "The pipe binds weaker than + and *, stronger than comparison: use round brackets."
        raise compiler.refuse(target, "After `|` stands the name of a function.", hint)
    function = _function(compiler, name)
    others = target.args if isinstance(target, ast.Call) else []
    keywords = target.keywords if isinstance(target, ast.Call) else []
    return bound(compiler, function, _arguments(compiler, [node.left, *others], keywords, node))


def _arguments(
    compiler: "Compiler", positional: list[ast.expr], keywords: list[ast.keyword], node: ast.expr
) -> Arguments:
    named: dict[str, Argument] = {}
    for keyword in keywords:
        if keyword.arg is None:
            raise compiler.refuse(keyword.value, "Arguments are given one by one, without `**`.")
        named[keyword.arg] = _argument(compiler, keyword.value)
    return Arguments([_argument(compiler, one) for one in positional], named, node)


def _argument(compiler: "Compiler", node: ast.expr) -> Argument:
    if isinstance(node, ast.Starred):
        raise compiler.refuse(node, "Arguments are given one by one, without `*`.")
    return (
        Lambda(function_of_item(compiler, node), node)
        if isinstance(node, ast.Lambda)
        else compiler.compile(node)
    )


def _function(compiler: "Compiler", name: ast.Name) -> Function:
    function = find(name.id)
    if function is None:
        raise compiler.refuse(name, f"There is no function `{name.id}`.{_nearest(name.id, all_names())}")
    return function


def _nearest(name: str, names: Sequence[str]) -> str:
    close = instead(name, sorted(names)).partition(" There are:")[0]
    return close or " The reference of expressions lists them all."


def _method(compiler: "Compiler", node: ast.Call, func: ast.Attribute) -> Runner:
    by_type = METHODS.get(func.attr)
    if by_type is None:
        hint = "Functions can also be called by name or after a pipe." if find(func.attr) else None
        nearest = "" if hint else _nearest(func.attr, list(METHODS))
        raise compiler.refuse(func, f"There is no method `{func.attr}`.{nearest}", hint)
    value = compiler.compile(func.value)
    slot = compiler.slots
    compiler.slots += 1
    given = _arguments(compiler, node.args, node.keywords, node)
    given.positional.insert(0, lambda frame: frame.slots[slot])
    runners: dict[type, Runner] = {}
    failures: list[ExpressionError] = []
    for function in dict.fromkeys(by_type.values()):
        try:
            runner = bound(compiler, function, given)
        except ExpressionError as error:
            failures.append(error)
            continue
        runners.update({kind: runner for kind, its in by_type.items() if its is function})
    if not runners:
        raise failures[0]
    return _dispatch(func.attr, value, slot, runners, compiler.span(node))


def _dispatch(name: str, value: Runner, slot: int, runners: dict[type, Runner], span: Span) -> Runner:
    def run(frame: Frame) -> Any:
        subject = value(frame)
        runner = runners.get(type(subject))
        if runner is None:
            owners = [label for label, kinds in METHOD_TYPES.items() if kinds[0] in runners]
            raise Fault(
                f"`.{name}()` belongs to {' and '.join(owners)}, and this is {describe(subject)}.", None, span
            )
        outer = frame.slots[slot]
        frame.slots[slot] = subject
        try:
            return runner(frame)
        finally:
            frame.slots[slot] = outer

    return run


HANDLERS: dict[type[ast.expr], Any] = {ast.Call: call}
