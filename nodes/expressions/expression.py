"""One compiled expression, and the cache of those that were compiled before."""

from collections.abc import Mapping
from functools import lru_cache
from math import inf
from typing import Any

from nodes.expressions.borrowing import borrows
from nodes.expressions.budget import Budget
from nodes.expressions.compiler.compiler import Compiler
from nodes.expressions.entropy import Entropy
from nodes.expressions.errors import Fault
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.names import NameUse, names_of
from nodes.expressions.scanner import end_of_placeholder
from nodes.expressions.source import Source
from nodes.expressions.values import clean_text, kind_of, measure

_SHORT = 250
"""Longest source of which thousands are kept; a long one takes up to 300 KB when it is compiled."""


class Expression:
    """An expression that is ready to be evaluated, from any number of threads at once."""

    __slots__ = ("_borrows", "_run", "_slots", "_source", "names")

    def __init__(self, source: Source) -> None:
        self._source = source
        try:
            tree = source.parse()
            compiler = Compiler(source)
            self._run: Runner = compiler.compile(tree)
            self.names: tuple[NameUse, ...] = names_of(tree, source)
        except (RecursionError, MemoryError):
            raise source.error("This expression is nested too deeply.", None) from None
        self._slots = compiler.slots
        self._borrows = borrows(tree)

    @property
    def source(self) -> str:
        return self._source.text

    def evaluate(
        self, scope: Mapping[str, Any], *, entropy: Entropy | None = None, budget: Budget | None = None
    ) -> Any:
        """The value, which may share parts with the scope: neither is to be changed. Raises `ExpressionError`."""
        frame = Frame(scope, [None] * self._slots, budget or Budget(), entropy)
        try:
            value = self._run(frame)
            kind = type(value)
            if kind is bool or kind is int or value is None:
                return value
            return self._clean(frame, value)
        except Fault as fault:
            raise self._source.error(fault.message, fault.span, fault.hint) from None
        except RecursionError:
            raise self._source.error("This expression or its values are nested too deeply.", None) from None
        except MemoryError:
            raise self._source.error("This expression uses too much memory.", None) from None

    def _clean(self, frame: Frame, value: Any) -> Any:
        """A value that was put together here is walked once: it may be far larger than what it is made of."""
        kind = type(value)
        if kind is str:
            return clean_text(value)
        if kind is float:
            if -inf < value < inf:
                return value
            raise Fault("The result is not a number that JSON can carry: it is infinite or undefined.")
        kind_of(value)
        if not self._borrows:
            measure(frame.budget, value)
        return value

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"


@lru_cache(maxsize=4096)
def _compiled_short(source: str) -> Expression:
    return Expression(Source(source))


@lru_cache(maxsize=128)
def _compiled_long(source: str) -> Expression:
    return Expression(Source(source))


def compile_expression(source: str) -> Expression:
    """The compiled expression, kept for the next time. Raises `ExpressionError` with the place of what is wrong."""
    return _compiled_short(source) if len(source) <= _SHORT else _compiled_long(source)


def compile_condition(text: str) -> Expression:
    """A bare expression (`value > 10`), or the same in the braces that some people put around it."""
    stripped = text.strip()
    if stripped.startswith("{{") and end_of_placeholder(stripped, 2) == len(stripped) - 2:
        inner = stripped[2:-2]
        if inner.strip():
            return compile_expression(inner)
    return compile_expression(text)
