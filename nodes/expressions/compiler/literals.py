"""Constants, lists and objects as they are written down."""

import ast
from typing import TYPE_CHECKING, Any

from nodes.expressions.errors import Fault, Span
from nodes.expressions.frame import Frame, Runner
from nodes.expressions.values import clean_number, clean_text, describe, object_key

if TYPE_CHECKING:
    from nodes.expressions.compiler.compiler import Compiler

_CONSTANTS = frozenset({str, int, float, bool, type(None)})


def constant(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.Constant)
    value: Any = node.value
    if type(value) not in _CONSTANTS:
        raise compiler.refuse(node, "This is not a JSON value.")
    try:
        clean_text(value) if type(value) is str else clean_number(value)
    except Fault as fault:
        raise compiler.refuse(node, fault.message) from None
    return lambda frame: value


def list_display(compiler: "Compiler", node: ast.expr) -> Runner:
    """A tuple is written like a list and is one."""
    assert isinstance(node, ast.List | ast.Tuple)
    if any(isinstance(element, ast.Starred) for element in node.elts):
        return _list_with_stars(compiler, node.elts)
    runners = [compiler.compile(element) for element in node.elts]
    count = len(runners)

    def run(frame: Frame) -> list[Any]:
        frame.budget.items(count)
        return [runner(frame) for runner in runners]

    return run


def _list_with_stars(compiler: "Compiler", elements: list[ast.expr]) -> Runner:
    parts: list[tuple[bool, Runner, Span]] = []
    for element in elements:
        starred = isinstance(element, ast.Starred)
        value = element.value if isinstance(element, ast.Starred) else element
        parts.append((starred, compiler.compile(value), compiler.span(element)))

    def run(frame: Frame) -> list[Any]:
        result: list[Any] = []
        for starred, runner, span in parts:
            value = runner(frame)
            if not starred:
                frame.budget.items(1)
                result.append(value)
            elif type(value) is list:
                frame.budget.items(len(value))
                result.extend(value)
            else:
                raise Fault(f"`*` opens a list, and this is {describe(value)}.", None, span)
        return result

    return run


def object_display(compiler: "Compiler", node: ast.expr) -> Runner:
    assert isinstance(node, ast.Dict)
    pairs = [
        (compiler.compile(key) if key else None, compiler.compile(value), compiler.span(key or value))
        for key, value in zip(node.keys, node.values, strict=True)
    ]
    count = len(pairs)

    def run(frame: Frame) -> dict[str, Any]:
        frame.budget.items(4 * count)
        result: dict[str, Any] = {}
        for key, value, span in pairs:
            made = value(frame)
            if key is not None:
                name = key(frame)
                result[name if type(name) is str else _key(name, span)] = made
            elif type(made) is dict:
                frame.budget.items(4 * len(made))
                result.update(made)
            else:
                raise Fault(f"`**` opens an object, and this is {describe(made)}.", None, span)
        return result

    return run


def _key(name: Any, span: Span) -> str:
    try:
        return object_key(name)
    except Fault as fault:
        fault.span = span
        raise


HANDLERS = {
    ast.Constant: constant,
    ast.List: list_display,
    ast.Tuple: list_display,
    ast.Dict: object_display,
}
