"""Comprehensions of lists and objects, with several `for` and `if`, and the lambdas that functions take."""

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nodes.expressions.compiler.located import located
from nodes.expressions.errors import Fault, Span
from nodes.expressions.frame import Frame, Key, Runner
from nodes.expressions.values import describe, object_key

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler

Bind = Callable[[Frame, Any], None]
Body = Callable[[Frame], None]


def round_cost(*nodes: ast.AST) -> int:
    """How many steps one round of a loop costs: by the size of what is evaluated in it.

    The functions that are called in it charge for themselves.
    """
    size = sum(isinstance(piece, ast.expr) for node in nodes for piece in ast.walk(node))
    return 1 + size // 2


def list_comprehension(compiler: "Compiler", node: ast.expr) -> Runner:
    """A generator is written like a list comprehension in round brackets and gives the same list."""
    assert isinstance(node, ast.ListComp | ast.GeneratorExp)
    sink = compiler.slots
    compiler.slots += 1
    with compiler.inner():
        loop = _Loop(compiler, node.generators, (node.elt,))
        element = compiler.compile(node.elt)

        def body(frame: Frame) -> None:
            frame.slots[sink].append(element(frame))

        rounds = loop.around(body)

    def run(frame: Frame) -> list[Any]:
        outer = frame.slots[sink]
        result: list[Any] = []
        frame.slots[sink] = result
        try:
            rounds(frame)
        finally:
            frame.slots[sink] = outer
        return result

    return run


def object_comprehension(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.DictComp)
    sink = compiler.slots
    compiler.slots += 1
    span = compiler.span(node.key)
    with compiler.inner():
        loop = _Loop(compiler, node.generators, (node.key, node.value))
        key, value = compiler.compile(node.key), compiler.compile(node.value)

        def body(frame: Frame) -> None:
            frame.budget.hold(80)
            name = key(frame)
            try:
                frame.slots[sink][object_key(name)] = value(frame)
            except Fault as fault:
                raise located(fault, span) from None

        rounds = loop.around(body)

    def run(frame: Frame) -> dict[str, Any]:
        outer = frame.slots[sink]
        result: dict[str, Any] = {}
        frame.slots[sink] = result
        try:
            rounds(frame)
        finally:
            frame.slots[sink] = outer
        return result

    return run


class _Loop:
    """The `for … in … if …` parts of one comprehension, compiled in the order in which their names appear."""

    def __init__(
        self, compiler: "Compiler", generators: list[ast.comprehension], inner: tuple[ast.AST, ...]
    ) -> None:
        self._parts: list[tuple[Runner, Bind, list[Runner], int, Span]] = []
        for place, generator in enumerate(generators):
            if generator.is_async:
                raise compiler.refuse(generator.target, "`async` is not part of the language.")
            items = compiler.compile(generator.iter)
            bind = _target(compiler, generator.target)
            tests = [compiler.compile(test) for test in generator.ifs]
            below = inner if place == len(generators) - 1 else (generators[place + 1].iter,)
            cost = round_cost(generator.target, *generator.ifs, *below)
            self._parts.append((items, bind, tests, cost, compiler.span(generator.iter)))

    def around(self, body: Body) -> Body:
        for part in reversed(self._parts):
            body = _rounds(body, *part)
        return body


def _rounds(body: Body, items: Runner, bind: Bind, tests: list[Runner], cost: int, span: Span) -> Body:
    def run(frame: Frame) -> None:
        values = items(frame)
        if type(values) not in (list, dict, str):
            raise Fault(
                f"`for` goes through a list, an object or text, not through {describe(values)}.", None, span
            )
        budget = frame.budget
        for value in values:
            budget.steps -= cost
            budget.memory -= 16
            if budget.steps < 0 or budget.memory < 0:
                _stop(frame, span)
            bind(frame, value)
            for test in tests:
                if not test(frame):
                    break
            else:
                body(frame)

    return run


def _stop(frame: Frame, span: Span) -> None:
    try:
        frame.budget.work(0)
        frame.budget.hold(0)
    except Fault as fault:
        raise located(fault, span) from None


def _target(compiler: "Compiler", target: ast.expr) -> Bind:
    if isinstance(target, ast.Name):
        slot = compiler.declare(target.id)

        def bind(frame: Frame, value: Any) -> None:
            frame.slots[slot] = value

        return bind
    if not isinstance(target, ast.Tuple | ast.List):
        raise compiler.refuse(target, "A loop names its item: `for x in …` or `for a, b in …`.")
    binds = [_target(compiler, part) for part in target.elts]
    span, count = compiler.span(target), len(binds)

    def unpack(frame: Frame, value: Any) -> None:
        if type(value) is not list or len(value) != count:
            raise Fault(f"The loop takes items apart into {count}, and one is {describe(value)}.", None, span)
        for bind, part in zip(binds, value, strict=True):
            bind(frame, part)

    return unpack


def function_of_item(compiler: "Compiler", node: ast.Lambda) -> Callable[[Frame], Key]:
    """A lambda of one argument, as the function that it is given to will call it."""
    arguments = node.args
    others = [*arguments.posonlyargs, *arguments.kwonlyargs, *arguments.defaults]
    if len(arguments.args) != 1 or others or arguments.vararg or arguments.kwarg:
        raise compiler.refuse(node, "A lambda takes exactly one argument: `lambda x: …`.")
    with compiler.inner():
        slot = compiler.declare(arguments.args[0].arg)
        body = compiler.compile(node.body)
    cost, span = 1 + round_cost(node.body), compiler.span(node)

    def make(frame: Frame) -> Key:
        def call(item: Any) -> Any:
            budget = frame.budget
            budget.steps -= cost
            if budget.steps < 0:
                _stop(frame, span)
            frame.slots[slot] = item
            return body(frame)

        return call

    return make


HANDLERS = {
    ast.ListComp: list_comprehension,
    ast.GeneratorExp: list_comprehension,
    ast.DictComp: object_comprehension,
}
