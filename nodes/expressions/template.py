"""Text with `{{ … }}` in it: finding the placeholders, and giving a text or, where it is only one, its typed value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nodes.expressions.budget import Budget
from nodes.expressions.entropy import Entropy
from nodes.expressions.errors import ExpressionError, Fault
from nodes.expressions.expression import Expression, compile_expression
from nodes.expressions.limits import PLACEHOLDERS, TEMPLATE_CHARS
from nodes.expressions.names import NameUse
from nodes.expressions.scanner import end_of_placeholder
from nodes.expressions.source import error_at, line_and_column
from nodes.expressions.values import to_text

_OPEN, _CLOSE = "{{", "}}"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One `{{ … }}`: its expression, and where the expression's own text starts and ends in the template."""

    expression: Expression
    start: int
    end: int


Part = str | Placeholder


def has_expression(value: Any) -> bool:
    """Whether the value is text with a placeholder in it. Quick enough to ask of everything."""
    return type(value) is str and _OPEN in value


def spans_of(text: str) -> list[tuple[int, int]]:
    """Start and end of the expression of each placeholder, without the braces. Raises for one without an end."""
    spans: list[tuple[int, int]] = []
    at = text.find(_OPEN)
    while at >= 0:
        end = end_of_placeholder(text, at + 2)
        if end is None:
            hint = "For the braces themselves write {{ '{{' }}."
            raise error_at(text, "`{{` is not closed by `}}`.", (at, at + 2), hint)
        if len(spans) == PLACEHOLDERS:
            raise error_at(text, f"A text holds at most {PLACEHOLDERS:,} expressions.", (at, end + 2))
        spans.append((at + 2, end))
        at = text.find(_OPEN, end + 2)
    return spans


class Template:
    """A text whose placeholders are compiled. `parts` are its plain texts and placeholders in order."""

    __slots__ = ("_only", "is_single", "names", "parts", "text")

    def __init__(self, text: str) -> None:
        if len(text) > TEMPLATE_CHARS:
            raise ExpressionError(f"A text with expressions has at most {TEMPLATE_CHARS:,} characters.")
        self.text = text
        self.parts = tuple(self._split(text))
        placeholders = [part for part in self.parts if isinstance(part, Placeholder)]
        plain = "".join(part for part in self.parts if isinstance(part, str))
        self.is_single = len(placeholders) == 1 and not plain.strip()
        self._only = placeholders[0] if self.is_single else None
        self.names: tuple[NameUse, ...] = tuple(
            use.moved(text, one.start) for one in placeholders for use in one.expression.names
        )

    @staticmethod
    def _split(text: str) -> list[Part]:
        parts: list[Part] = []
        done = 0
        for start, end in spans_of(text):
            if start - 2 > done:
                parts.append(text[done : start - 2])
            try:
                expression = compile_expression(text[start:end])
            except ExpressionError as error:
                raise moved(error, text, start) from None
            parts.append(Placeholder(expression, start, end))
            done = end + 2
        if done < len(text):
            parts.append(text[done:])
        return parts

    def evaluate(
        self, scope: Mapping[str, Any], *, entropy: Entropy | None = None, budget: Budget | None = None
    ) -> Any:
        """The text, or the value with its type when the template is one placeholder alone (R41)."""
        budget = budget or Budget()
        if self._only is not None:
            return self._value(self._only, scope, entropy, budget)
        try:
            texts = [
                part if isinstance(part, str) else self._text(part, scope, entropy, budget)
                for part in self.parts
            ]
            budget.text(sum(map(len, texts)))
        except Fault as fault:
            raise error_at(self.text, fault.message, (0, len(self.text)), fault.hint) from None
        return "".join(texts)

    def _text(
        self, part: Placeholder, scope: Mapping[str, Any], entropy: Entropy | None, budget: Budget
    ) -> str:
        return to_text(budget, self._value(part, scope, entropy, budget))

    def _value(
        self, part: Placeholder, scope: Mapping[str, Any], entropy: Entropy | None, budget: Budget
    ) -> Any:
        try:
            return part.expression.evaluate(scope, entropy=entropy, budget=budget)
        except ExpressionError as error:
            raise moved(error, self.text, part.start) from None

    def __repr__(self) -> str:
        return f"Template({self.text!r})"


def moved(error: ExpressionError, text: str, by: int) -> ExpressionError:
    """The error of an expression, with its place in the text that holds the expression from offset `by` on."""
    line, column = line_and_column(text, by)
    shift = column - 1 if error.line == 1 else 0
    return ExpressionError(
        error.message,
        line + error.line - 1,
        error.column + shift,
        error.end_column + shift,
        error.field,
        error.hint,
    )


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Template:
    return Template(text)


def compile_template(text: str) -> Template:
    """The compiled text. Raises `ExpressionError` with its place in the whole text."""
    return _compiled(text) if len(text) <= 2048 else Template(text)
