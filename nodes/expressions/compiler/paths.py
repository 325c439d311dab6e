"""Names and the paths that start at them: `outputs.fetch.rows[0]['name']`, and slices."""

import ast
from typing import TYPE_CHECKING, Any

from nodes.expressions.compiler.located import located
from nodes.expressions.errors import Fault, Missing, Span
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.functions import METHODS
from nodes.expressions.values import KINDS, describe, kind_of, object_key

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler

Step = tuple[str | int, Span]
"""A key of a path, and the piece of source from the path's start to the key's end."""

WORDS: dict[str, Any] = {"null": None, "true": True, "false": False}
"""JSON's own words, beside Python's None, True and False."""


def static_key(node: ast.expr) -> str | int | None:
    """The key that an attribute or a subscript names, where it is written down and not computed."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if not isinstance(node, ast.Subscript):
        return None
    key = node.slice
    sign = 1
    if isinstance(key, ast.UnaryOp) and isinstance(key.op, ast.USub):
        sign, key = -1, key.operand
    if isinstance(key, ast.Constant) and type(key.value) is int:
        return sign * key.value
    if isinstance(key, ast.Constant) and type(key.value) is str and sign == 1:
        return key.value
    return None


def unwind(node: ast.expr) -> tuple[ast.expr, list[tuple[str | int, ast.expr]]]:
    """Where a path starts, and its static keys in order, each with the node that reads it."""
    steps: list[tuple[str | int, ast.expr]] = []
    while isinstance(node, ast.Attribute | ast.Subscript):
        key = static_key(node)
        if key is None:
            break
        steps.append((key, node))
        node = node.value
    return node, steps[::-1]


def path(compiler: "Compiler", node: ast.expr) -> Runner:
    base, steps = unwind(node)
    if isinstance(base, ast.Subscript) and not steps:
        return _computed(compiler, base)
    start = compiler.span(base)[0]
    keys = [(key, (start, compiler.span(step)[1])) for key, step in steps]
    if not isinstance(base, ast.Name):
        return _path_of_value(compiler.compile(base), keys, compiler.source.text)
    slot = compiler.local(base.id)
    if slot is not None:
        return _path_of_local(slot, keys, compiler.source.text)
    if base.id in WORDS:
        value = WORDS[base.id]
        return _path_of_value(lambda frame: value, keys, compiler.source.text)
    return _path_of_scope(base.id, keys, compiler.span(base), compiler.source.text)


def _path_of_scope(name: str, steps: list[Step], span: Span, text: str) -> Runner:
    keys = tuple(key for key, _ in steps)

    def run(frame: Frame) -> Any:
        try:
            value = frame.scope[name]
            for key in keys:
                if type(value) is not dict:
                    break
                value = value[key]
            else:
                if type(value) in KINDS:
                    return value
        except KeyError:
            pass
        if name not in frame.scope:
            raise Missing(name, name, "", frame.scope, span)
        value = follow(frame.scope[name], steps, text)
        try:
            kind_of(value)
        except Fault as fault:
            raise located(fault, span) from None
        return value

    return run


def _path_of_local(slot: int, steps: list[Step], text: str) -> Runner:
    if not steps:
        return lambda frame: frame.slots[slot]
    return _path_of_value(lambda frame: frame.slots[slot], steps, text)


def _path_of_value(base: Runner, steps: list[Step], text: str) -> Runner:
    if not steps:
        return base
    keys = tuple(key for key, _ in steps)

    def run(frame: Frame) -> Any:
        start = value = base(frame)
        try:
            for key in keys:
                if type(value) is not dict:
                    break
                value = value[key]
            else:
                return value
        except KeyError:
            pass
        return follow(start, steps, text)

    return run


def follow(value: Any, steps: list[Step], text: str) -> Any:
    """Walk the path with every rule of reading, and tell where it ends when it does."""
    for key, span in steps:
        value = read(value, key, span, text)
    return value


def read(value: Any, key: Any, span: Span, text: str) -> Any:
    """One key of one value. Only objects, lists and text have any."""
    kind = type(value)
    if kind is dict:
        name = object_key(key)
        if name in value:
            return value[name]
        raise Missing(text[span[0] : span[1]], name, "", value, span)
    if kind in (list, str) and type(key) is int:
        if -len(value) <= key < len(value):
            return value[key]
        raise Missing(
            text[span[0] : span[1]], "", f"there are {len(value)} elements, counted from 0", (), span
        )
    if kind in (list, str) and type(key) is not str:
        raise Fault(f"A position in {describe(value)} is a whole number, not {describe(key)}.", None, span)
    hint = f"To call the method, write `.{key}()`." if kind in METHODS.get(str(key), {}) else None
    raise Missing(
        text[span[0] : span[1]], str(key), f"it would be read from {describe(value)}", (), span, hint
    )


def _computed(compiler: "Compiler", node: ast.Subscript) -> Runner:
    if isinstance(node.slice, ast.Slice):
        return _slice(compiler, node, node.slice)
    base, key = compiler.compile(node.value), compiler.compile(node.slice)
    span, text = compiler.span(node), compiler.source.text

    def run(frame: Frame) -> Any:
        value, wanted = base(frame), key(frame)
        if type(value) is dict and type(wanted) is str and wanted in value:
            return value[wanted]
        try:
            return read(value, wanted, span, text)
        except Missing:
            raise
        except Fault as fault:
            fault.span = span
            raise

    return run


def _slice(compiler: "Compiler", node: ast.Subscript, part: ast.Slice) -> Runner:
    base, span = compiler.compile(node.value), compiler.span(node)
    edges = [compiler.compile(edge) if edge else None for edge in (part.lower, part.upper, part.step)]

    def run(frame: Frame) -> Any:
        value = base(frame)
        if type(value) not in (list, str):
            raise Fault(f"A slice is taken of a list or of text, not of {describe(value)}.", None, span)
        marks = [edge(frame) if edge else None for edge in edges]
        if any(mark is not None and type(mark) is not int for mark in marks) or marks[2] == 0:
            raise Fault("The marks of a slice are whole numbers, and its step is not 0.", None, span)
        window = slice(*marks)
        count = len(range(*window.indices(len(value))))
        try:
            frame.budget.text(count) if type(value) is str else frame.budget.items(count)
        except Fault as fault:
            fault.span = span
            raise
        return value[window]

    return run


HANDLERS = {ast.Name: path, ast.Attribute: path, ast.Subscript: path}
