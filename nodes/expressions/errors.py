"""What goes wrong in an expression: the public error, and the two faults that are raised while it runs."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from nodes.expressions.limits import NAMES_SHOWN

Span = tuple[int, int]
"""Start and end of a piece of the source, counted in characters from its beginning."""


class ExpressionError(Exception):
    """An expression that cannot be read or evaluated, in words for the author of the workflow.

    `line` and `column` count from 1; `end_column` is the first column after the faulty piece.
    `field` is the dotted path of the config field (`cases.0.when`), when one is known.
    """

    def __init__(
        self,
        message: str,
        line: int = 1,
        column: int = 1,
        end_column: int = 1,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.end_column = end_column
        self.field = field
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.field}: " if self.field else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def in_field(self, field: str) -> "ExpressionError":
        return ExpressionError(self.message, self.line, self.column, self.end_column, field, self.hint)

    def as_json(self) -> dict[str, Any]:
        return {
            "message": self.message,
            "line": self.line,
            "column": self.column,
            "end_column": self.end_column,
            "field": self.field,
            "hint": self.hint,
        }


class Fault(Exception):
    """Raised inside an evaluation; the innermost piece of source that knows its place adds the span."""

    def __init__(self, message: str, hint: str | None = None, span: Span | None = None) -> None:
        super().__init__(message)
        self._message = message
        self.hint = hint
        self.span = span

    @property
    def message(self) -> str:
        return self._message


class Missing(Fault):
    """A path that leads nowhere. Its message is only worked out when nothing such as `default()` catches it."""

    def __init__(
        self,
        path: str,
        key: str,
        container: str,
        there: Iterable[Any],
        span: Span | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__("", hint, span)
        self._path = path
        self._key = key
        self._container = container
        self._there = there

    @property
    def message(self) -> str:
        names = [name for name in self._there if type(name) is str]
        if self._container:
            return f"`{self._path}` does not exist: {self._container}."
        return f"`{self._path}` does not exist.{instead(self._key, names)}"


def instead(name: str, names: list[str]) -> str:
    """The sentence that says what exists: ` Did you mean `greet`? There are: greet, start.`"""
    if not names:
        return " There is nothing here."
    close = get_close_matches(name[:60], [known[:60] for known in names[:2000]], n=1, cutoff=0.6)
    shown = ", ".join(known[:60] for known in names[:NAMES_SHOWN])
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    guess = f" Did you mean `{close[0]}`?" if close else ""
    return f"{guess} There are: {shown}{more}."
