"""Reads the names that the expressions of a text use. Plain paths, which most are, are read without compiling."""

import re
from dataclasses import dataclass
from functools import lru_cache
from keyword import iskeyword
from typing import NamedTuple

from builder.graph.texts import BARE, Text
from nodes.expressions.errors import ExpressionError
from nodes.expressions.expression import compile_condition
from nodes.expressions.template import compile_template

_PATH = r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*"
_PLACEHOLDER = re.compile(r"\{\{[ \t]*(" + _PATH + r")[ \t]*\}\}")
_WORDS = frozenset({"null", "true", "false"})


class Name(NamedTuple):
    """A path that is read, and where it stands in the text."""

    path: tuple[str | int, ...]
    start: int
    end: int
    optional: bool = False
    """Nothing breaks where it does not exist: it stands under `default()` or the like."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be understood, and where."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    names: tuple[Name, ...] = ()
    fault: Fault | None = None


def read(text: Text) -> Reading:
    return _read(text.text, text.mode == BARE)


@lru_cache(maxsize=16_384)
def _read(text: str, bare: bool) -> Reading:
    names = None if bare else _plain_names(text)
    if names is not None:
        return Reading(names)
    try:
        compiled = compile_condition(text) if bare else compile_template(text)
    except ExpressionError as error:
        return Reading(fault=_fault(text, error))
    by = _offset_of_condition(text) if bare else 0
    return Reading(
        tuple(Name(use.path, use.start + by, use.end + by, use.optional) for use in compiled.names)
    )


def _plain_names(text: str) -> tuple[Name, ...] | None:
    """The names of a text in which every placeholder is a dotted path; `None` if one of them is more than that."""
    found = list(_PLACEHOLDER.finditer(text))
    if len(found) != text.count("{{"):
        return None
    names = []
    for match in found:
        path = tuple(match[1].split("."))
        if any(iskeyword(part) or part in _WORDS for part in path):
            return None
        names.append(Name(path, match.start(1), match.end(1)))
    return tuple(names)


def _offset_of_condition(text: str) -> int:
    """Where the expression begins in a bare text: some people put braces around it."""
    stripped = text.lstrip()
    return len(text) - len(stripped) + 2 if stripped.startswith("{{") and text.rstrip().endswith("}}") else 0


def _fault(text: str, error: ExpressionError) -> Fault:
    start = _offset(text, error.line, error.column)
    end = max(start, _offset(text, error.line, error.end_column))
    return Fault(f"{error.message} {error.hint}" if error.hint else error.message, start, end)


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    before = sum(len(each) + 1 for each in lines[: line - 1])
    return min(before + column - 1, len(text))
