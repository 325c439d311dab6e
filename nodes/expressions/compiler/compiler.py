"""The compiler: hands each piece of the syntax tree to its handler and keeps the local variables."""

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nodes.expressions.compiler import (
    calls,
    comparisons,
    formatting,
    literals,
    logic,
    loops,
    operations,
    paths,
)
from nodes.expressions.errors import ExpressionError, Span
from nodes.expressions.frame import Runner
from nodes.expressions.limits import TREE_DEPTH
from nodes.expressions.source import Source

Handler = Callable[["Compiler", ast.expr], Runner]


class Compiler:
    """Compiles one expression. `slots` is how many local variables an evaluation of it needs."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.slots = 0
        self._locals: dict[str, int] = {}
        self._depth = 0

    def compile(self, node: ast.expr) -> Runner:
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise self.refuse(node, *_REFUSED.get(type(node), ("This is not part of the language.", None)))
        if self._depth >= TREE_DEPTH:
            raise self.refuse(node, "This expression is nested too deeply.")
        self._depth += 1
        try:
            return handler(self, node)
        finally:
            self._depth -= 1

    def local(self, name: str) -> int | None:
        """The slot of a local variable, or None where the name means one of the scope."""
        return self._locals.get(name)

    @contextmanager
    def inner(self) -> Iterator[None]:
        """A stretch of the expression whose local variables end with it."""
        outer = self._locals
        self._locals = dict(outer)
        try:
            yield
        finally:
            self._locals = outer

    def declare(self, name: str) -> int:
        self._locals[name] = self.slots
        self.slots += 1
        return self._locals[name]

    def span(self, node: ast.AST) -> Span:
        return self.source.span(node)

    def refuse(self, node: ast.AST, message: str, hint: str | None = None) -> ExpressionError:
        return self.source.error(message, self.source.span(node), hint)


_HANDLERS: dict[type[ast.expr], Handler] = {
    **literals.HANDLERS,
    **paths.HANDLERS,
    **operations.HANDLERS,
    **comparisons.HANDLERS,
    **logic.HANDLERS,
    **loops.HANDLERS,
    **formatting.HANDLERS,
    **calls.HANDLERS,
}

_REFUSED: dict[type[ast.expr], tuple[str, str | None]] = {
    ast.Set: ("Sets are not JSON.", "Write a list: `[a, b] | unique`."),
    ast.SetComp: ("Sets are not JSON.", "Write a list: `[… for x in …] | unique`."),
    ast.NamedExpr: ("`:=` is not part of the language.", None),
    ast.Lambda: ("A lambda stands only as the argument of a function such as map, filter or sort_by.", None),
    ast.Starred: ("`*` stands only inside a list.", None),
    ast.Await: ("`await` is not part of the language.", None),
    ast.Yield: ("`yield` is not part of the language.", None),
    ast.Slice: ("A slice stands only in square brackets after a value.", None),
}
