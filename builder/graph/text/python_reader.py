"""Reads a workflow from its Python module without running it: only the few calls that the writer uses are understood."""

import ast
from typing import Any

from builder.graph.json_text import Loaded, decoded
from builder.graph.problems import error
from builder.graph.text.arrows import edge_of
from builder.graph.values import MAX_DEPTH, defects

TOO_LARGE = 10**30


class _Refused(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read(text: str | bytes) -> Loaded:
    """Never raises. What is wrong is told with the line."""
    loaded = decoded(text)
    if loaded.problems:
        return loaded
    try:
        tree = ast.parse(loaded.value)
        document = _Module().document(tree)
    except _Refused as reason:
        return _refused(reason.message, reason.line)
    except SyntaxError as reason:
        return _refused(f"This is not Python: {reason.msg}.", reason.lineno or 0)
    except (RecursionError, MemoryError, ValueError):
        return _refused("This is nested far too deeply, or holds what cannot be read.", 0)
    problems = [error(defect.code, defect.message, field=defect.path) for defect in defects(document)]
    return Loaded(None if problems else document, problems)


def _refused(message: str, line: int) -> Loaded:
    return Loaded(None, [error("not_python", f"{message} (line {line})" if line else message)])


class _Module:
    def __init__(self) -> None:
        self._name = ""
        self._document: dict[str, Any] = {}
        self._nodes: list[Any] = []
        self._edges: list[Any] = []

    def document(self, tree: ast.Module) -> dict[str, Any]:
        for number, statement in enumerate(tree.body):
            self._statement(statement, is_first=number == 0)
        if not self._name:
            raise _Refused("There is no `workflow = Workflow(…)` in this module.", 0)
        return {"nodes": self._nodes, "edges": self._edges, **self._document}

    def _statement(self, statement: ast.stmt, is_first: bool) -> None:
        if isinstance(statement, ast.ImportFrom | ast.Import):
            return
        value = getattr(statement, "value", None)
        if is_first and isinstance(value, ast.Constant) and isinstance(value.value, str):
            return
        if isinstance(statement, ast.Assign) and isinstance(value, ast.Call) and not self._name:
            self._workflow(statement, value)
        elif isinstance(statement, ast.Expr) and isinstance(value, ast.Call):
            self._call(value)
        else:
            raise _Refused(
                "Only `workflow = Workflow(…)`, `workflow.node(…)` and `workflow.edge(…)` are read here.",
                statement.lineno,
            )

    def _workflow(self, statement: ast.Assign, call: ast.Call) -> None:
        target = statement.targets[0]
        if (
            not isinstance(target, ast.Name)
            or not isinstance(call.func, ast.Name)
            or call.func.id != "Workflow"
        ):
            raise _Refused("The module begins with `workflow = Workflow(…)`.", statement.lineno)
        if call.args:
            raise _Refused("`Workflow` takes its arguments by name.", call.lineno)
        self._name = target.id
        self._document = _named(call)

    def _call(self, call: ast.Call) -> None:
        function = call.func
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id == self._name
            and function.attr in ("node", "edge")
        ):
            arguments = [_value(each, 0) for each in call.args]
            if function.attr == "node":
                self._nodes.append(self._node(call, arguments, _named(call)))
            else:
                self._edges.append(_edge(call, arguments, _named(call)))
            return
        raise _Refused("Only `workflow.node(…)` and `workflow.edge(…)` are called here.", call.lineno)

    @staticmethod
    def _node(call: ast.Call, arguments: list[Any], named: dict[str, Any]) -> dict[str, Any]:
        if len(arguments) != 2:
            raise _Refused("`workflow.node` takes an id and a type, and the rest by name.", call.lineno)
        at = named.pop("at", None)
        if isinstance(at, list) and len(at) == 2:
            named["position"] = {"x": at[0], "y": at[1]}
        return {"id": arguments[0], "type": arguments[1], **named}


def _edge(call: ast.Call, arguments: list[Any], named: dict[str, Any]) -> dict[str, Any]:
    if not arguments:
        return named
    found = edge_of(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], str) else None
    if found is None:
        raise _Refused("`workflow.edge` takes an arrow such as 'check.true -> save'.", call.lineno)
    return {**found, **named}


def _named(call: ast.Call) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for keyword in call.keywords:
        value = _value(keyword.value, 0)
        given = {keyword.arg: value} if keyword.arg is not None else value
        if not isinstance(given, dict):
            raise _Refused("After `**` comes an object.", keyword.value.lineno)
        for key, part in given.items():
            if key in found:
                raise _Refused(f"`{key}` is given twice. Keep one of them.", keyword.value.lineno)
            found[key] = part
    return found


def _value(node: ast.expr, depth: int) -> Any:
    """The value of a literal. Nothing else has one here."""
    if depth > MAX_DEPTH + 8:
        raise _Refused(f"This is nested more than {MAX_DEPTH} levels deep. Flatten it.", node.lineno)
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | None):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = node.operand.value if isinstance(node.operand, ast.Constant) else None
        if isinstance(number, int | float) and not isinstance(number, bool):
            return -number
    if isinstance(node, ast.List | ast.Tuple):
        return [_value(each, depth + 1) for each in node.elts]
    if isinstance(node, ast.Dict):
        return _object(node, depth)
    raise _Refused(
        "Only plain values are read: text, numbers, True, False, None, lists and objects.", node.lineno
    )


def _object(node: ast.Dict, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        if not isinstance(key_node, ast.Constant) or not isinstance(key_node.value, str):
            raise _Refused("A key must be text.", node.lineno)
        if key_node.value in found:
            raise _Refused(f"The key `{key_node.value}` is there twice. Keep one of them.", key_node.lineno)
        found[key_node.value] = _value(value_node, depth + 1)
    return found
