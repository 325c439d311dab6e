"""Renames a node in the expressions that read its output, and leaves every other character as it was (R3)."""

import ast
from collections.abc import Iterable
from copy import copy
from typing import Any

from nodes.expressions.errors import ExpressionError, Span
from nodes.expressions.fields import FieldPath, FieldSet, children
from nodes.expressions.limits import VALUE_DEPTH
from nodes.expressions.names import references_of
from nodes.expressions.source import Source
from nodes.expressions.template import spans_of

ROOTS = frozenset({"outputs"})
"""The names of the scope whose first key is the id of a node."""


def rename_node(
    text: str, old: str, new: str, *, bare: bool = False, roots: frozenset[str] = ROOTS
) -> tuple[str, int]:
    """The text with each reference `outputs.old` made `outputs.new`, and how many there were.

    The text is a template, or with `bare` one expression. An expression that cannot be understood stays as it is.
    """
    if bare:
        return _rename(text, old, new, roots)
    try:
        spans = spans_of(text) if "{{" in text else []
    except ExpressionError:
        return text, 0
    count = 0
    for start, end in reversed(spans):
        renamed, found = _rename(text[start:end], old, new, roots)
        text = text[:start] + renamed + text[end:]
        count += found
    return text, count


def _rename(text: str, old: str, new: str, roots: frozenset[str]) -> tuple[str, int]:
    if old not in text:
        return text, 0
    try:
        source = Source(text)
        references = references_of(source.parse(), source)
    except (ExpressionError, RecursionError):
        return text, 0
    places = {_place(node, old, source) for path, node in references if path[0] in roots and path[1] == old}
    kept = [place for place in places if text[place[0] : place[1]] == old]
    for start, end in sorted(kept, reverse=True):
        text = text[:start] + new + text[end:]
    return text, len(kept)


def _place(node: ast.expr, old: str, source: Source) -> Span:
    """Where the old id itself stands in an attribute, in a subscript or in a text."""
    start, end = source.span(node.slice if isinstance(node, ast.Subscript) else node)
    if isinstance(node, ast.Attribute):
        return end - len(old), end
    within = source.text.find(old, start, end)
    return within, within + len(old)


def rename_in(
    value: Any,
    old: str,
    new: str,
    *,
    conditions: Iterable[str] = frozenset(),
    roots: frozenset[str] = ROOTS,
) -> tuple[Any, int]:
    """The config with every reference renamed, and how many there were. The config itself is not changed."""
    return _rename_in(value, (), old, new, FieldSet(conditions), roots)


def _rename_in(
    value: Any, path: FieldPath, old: str, new: str, conditions: FieldSet, roots: frozenset[str]
) -> tuple[Any, int]:
    if type(value) is str:
        return _rename_field(value, old, new, path in conditions, roots)
    if len(path) > VALUE_DEPTH:
        return value, 0
    result, count = value, 0
    for key, part in children(value):
        renamed, found = _rename_in(part, (*path, key), old, new, conditions, roots)
        if found:
            result = copy(value) if result is value else result
            result[key] = renamed
            count += found
    return result, count


def _rename_field(
    text: str, old: str, new: str, is_condition: bool, roots: frozenset[str]
) -> tuple[str, int]:
    renamed, found = rename_node(text, old, new, roots=roots)
    if found or not is_condition:
        return renamed, found
    return rename_node(text, old, new, bare=True, roots=roots)
