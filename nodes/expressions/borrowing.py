"""Tells expressions whose result is only a part or a choice of what the scope holds, and so no larger than that."""

import ast

from nodes.expressions.compiler.paths import unwind
from nodes.expressions.functions import Function, find

_ALL_MAY_COME_OUT = frozenset({"default", "coalesce"})


def borrows(node: ast.expr) -> bool:
    """Whether nothing of the scope can be in the result more than once, and nothing large is made anew."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
        return _is_path(node)
    if isinstance(node, ast.List | ast.Dict):
        return not (node.elts if isinstance(node, ast.List) else node.values)
    if isinstance(node, ast.IfExp):
        return borrows(node.body) and borrows(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(map(borrows, node.values))
    if isinstance(node, ast.ListComp):
        return _selects(node)
    return _call_borrows(node)


def _is_path(node: ast.expr) -> bool:
    base, _ = unwind(node)
    if isinstance(base, ast.Name):
        return True
    return isinstance(base, ast.Subscript) and borrows(base.value)


def _selects(node: ast.ListComp) -> bool:
    """`[x.a for x in rows if …]`: a part of each item, once."""
    loop = node.generators[0]
    base, _ = unwind(node.elt)
    return (
        len(node.generators) == 1
        and isinstance(loop.target, ast.Name)
        and isinstance(base, ast.Name)
        and base.id == loop.target.id
        and borrows(loop.iter)
    )


def _call_borrows(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        right = node.right
        name, others = (right.func, right.args) if isinstance(right, ast.Call) else (right, [])
        given = [node.left, *others]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name, given = node.func, [node.func.value, *node.args]
    elif isinstance(node, ast.Call):
        name, given = node.func, list(node.args)
    else:
        return False
    function = find(
        name.attr if isinstance(name, ast.Attribute) else name.id if isinstance(name, ast.Name) else ""
    )
    keywords = node.keywords if isinstance(node, ast.Call) else []
    return function is not None and bool(given) and not keywords and _hands_on(function, given)


def _hands_on(function: Function, given: list[ast.expr]) -> bool:
    if function.infer not in ("first", "element"):
        return False
    if (
        any(parameter.variadic for parameter in function.parameters)
        and function.name not in _ALL_MAY_COME_OUT
    ):
        return False
    return all(isinstance(one, ast.Lambda) or borrows(one) for one in given)
