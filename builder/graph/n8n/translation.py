"""What the translator of one type of node is given, and what it answers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.graph.n8n.expressions import Names, translate_text
from builder.graph.n8n.report import APPROXIMATED, NOT_TRANSLATED, Report
from builder.graph.n8n.source import SourceNode
from nodes.outcomes import MAIN

Json = dict[str, Any]


@dataclass(slots=True)
class Translated:
    """A node as it is here. `ports` are its outputs by the number that they have there."""

    type: str
    config: Json = field(default_factory=dict)
    ports: Sequence[str] = (MAIN,)
    settings: Json = field(default_factory=dict)


@dataclass(slots=True)
class Given:
    """One node of n8n, with what helps to translate it."""

    node: SourceNode
    names: Names
    report: Report

    def parameter(self, path: str, default: Any = None) -> Any:
        """`options.timeout` of the parameters, as it stands there."""
        found: Any = self.node.parameters
        for key in path.split("."):
            if not isinstance(found, dict) or key not in found:
                return default
            found = found[key]
        return found

    def text(self, path: str, default: str = "", *, where: str = "") -> str:
        """A text parameter with its expressions translated."""
        found = self.parameter(path, default)
        return str(self.value(found, where or path)) if isinstance(found, str | int | float) else default

    def value(self, found: Any, where: str) -> Any:
        """Any parameter with its expressions translated. What is not is flagged at the field it goes to."""
        if isinstance(found, str):
            return translate_text(found, self.names, lambda text: self.flag_expression(text, where))
        if isinstance(found, dict):
            return {str(key): self.value(part, where) for key, part in found.items()}
        if isinstance(found, list):
            return [self.value(part, where) for part in found]
        return found

    def rows(self, path: str) -> list[Json]:
        found = self.parameter(path)
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def flag_expression(self, text: str, where: str) -> None:
        message = f"This expression is not understood and must be written anew: {text[:200]}"
        self.report.add(NOT_TRANSLATED, message, self.node.id, self.node.name, where)

    def approximated(self, message: str, where: str = "") -> None:
        self.report.add(APPROXIMATED, message, self.node.id, self.node.name, where)

    def not_translated(self, message: str, where: str = "") -> None:
        self.report.add(NOT_TRANSLATED, message, self.node.id, self.node.name, where)


Translator = Callable[[Given], Translated]


PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def bare(value: Any) -> str:
    """A translated value as part of an expression: what was computed as it is, what was written as a literal."""
    if not isinstance(value, str) or "{{" not in value:
        return repr(value)
    pieces = PLACEHOLDER.split(value.strip())
    if len(pieces) == 3 and not pieces[0] and not pieces[2]:
        return pieces[1].strip()
    parts = [f"text({piece.strip()})" if number % 2 else repr(piece) for number, piece in enumerate(pieces)]
    return f"({' + '.join(part for part in parts if part != repr(''))})"
