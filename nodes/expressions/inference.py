"""What type an expression gives, as far as the schemas of the scope and the shape of the expression tell."""

import ast
from collections.abc import Mapping
from typing import Any

from nodes.expressions.compiler.paths import WORDS, static_key
from nodes.expressions.functions import METHODS, Function, find
from nodes.expressions.functions.registry import METHOD_TYPES
from nodes.expressions.schemas import Schema, either, element_of, member_of, schema_of, types_of
from nodes.expressions.source import Source

Locals = Mapping[str, Schema]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_WHOLE: Schema = {"type": "integer"}
_TRUTH: Schema = {"type": "boolean"}
_METHOD_KINDS = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "array": "list",
    "object": "object",
}


def infer(source: str, scope_schema: Schema) -> Schema:
    """The JSON Schema of the expression's value; empty where nothing is known. Raises `ExpressionError`."""
    text = Source(source)
    try:
        return Inference(scope_schema).type_of(text.parse(), {})
    except RecursionError:
        raise text.error("This expression is nested too deeply.", None) from None


class Inference:
    """`marked` is what was found at the name `mark`: the type to its left, if any, and the local names there."""

    def __init__(self, scope_schema: Schema, mark: str = "") -> None:
        self.root = scope_schema
        self.marked: tuple[Schema | None, Locals] | None = None
        self._mark = mark

    def type_of(self, node: ast.AST, known: Locals) -> Schema:
        reader = _READERS.get(type(node))
        if reader is not None:
            return reader(self, node, known)
        for child in ast.iter_child_nodes(node):
            self.type_of(child, known)
        return {}

    def _constant(self, node: ast.Constant, known: Locals) -> Schema:
        return {"type": schema_of(node.value).get("type", "null")} if node.value is not ... else {}

    def _name(self, node: ast.Name, known: Locals) -> Schema:
        if node.id == self._mark:
            self.marked = None, known
        if node.id in known:
            return known[node.id]
        return schema_of(WORDS[node.id]) if node.id in WORDS else member_of(self.root, node.id, self.root)

    def _read(self, node: ast.Attribute | ast.Subscript, known: Locals) -> Schema:
        base = self.type_of(node.value, known)
        key = static_key(node)
        if isinstance(node, ast.Subscript):
            self.type_of(node.slice, known)
            if isinstance(node.slice, ast.Slice):
                return base
        if self._mark and key == self._mark:
            self.marked = base, known
        if type(key) is str:
            return member_of(base, key, self.root)
        return element_of(base, self.root)

    def _list(self, node: ast.List | ast.Tuple, known: Locals) -> Schema:
        return {"type": "array", "items": either(*(self.type_of(part, known) for part in node.elts))}

    def _object(self, node: ast.Dict, known: Locals) -> Schema:
        properties: dict[str, Schema] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            made = self.type_of(value, known)
            if key is None:
                properties.update(made.get("properties") or {})
            elif isinstance(key, ast.Constant):
                properties[str(key.value)] = made
            else:
                self.type_of(key, known)
        return {"type": "object", "properties": properties}

    def _text(self, node: ast.JoinedStr, known: Locals) -> Schema:
        for part in ast.iter_child_nodes(node):
            self.type_of(part, known)
        return _TEXT

    def _truth(self, node: ast.Compare, known: Locals) -> Schema:
        for part in (node.left, *node.comparators):
            self.type_of(part, known)
        return _TRUTH

    def _sign(self, node: ast.UnaryOp, known: Locals) -> Schema:
        operand = self.type_of(node.operand, known)
        return _TRUTH if isinstance(node.op, ast.Not) else operand

    def _combination(self, node: ast.BoolOp, known: Locals) -> Schema:
        return either(*(self.type_of(part, known) for part in node.values))

    def _choice(self, node: ast.IfExp, known: Locals) -> Schema:
        self.type_of(node.test, known)
        return either(self.type_of(node.body, known), self.type_of(node.orelse, known))

    def _operation(self, node: ast.BinOp, known: Locals) -> Schema:
        if isinstance(node.op, ast.BitOr):
            return self._pipe(node, known)
        left, right = self.type_of(node.left, known), self.type_of(node.right, known)
        both = types_of(left, self.root) + types_of(right, self.root)
        if isinstance(node.op, ast.Add | ast.Mult):
            for name, side in (("string", _TEXT), ("array", left)):
                if name in both:
                    return side
        if isinstance(node.op, ast.Div):
            return _NUMBER
        return _WHOLE if both == ["integer", "integer"] else _NUMBER

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp, known: Locals) -> Schema:
        inner = dict(known)
        for generator in node.generators:
            items = self.type_of(generator.iter, inner)
            item = _TEXT if types_of(items, self.root) == ["object"] else element_of(items, self.root)
            self._bind(generator.target, item, inner)
            for test in generator.ifs:
                self.type_of(test, inner)
        if isinstance(node, ast.DictComp):
            self.type_of(node.key, inner)
            return {"type": "object", "additionalProperties": self.type_of(node.value, inner)}
        return {"type": "array", "items": self.type_of(node.elt, inner)}

    def _bind(self, target: ast.expr, item: Schema, known: dict[str, Schema]) -> None:
        if isinstance(target, ast.Name):
            known[target.id] = item
        for part in getattr(target, "elts", ()):
            self._bind(part, element_of(item, self.root), known)

    def _call(self, node: ast.Call, known: Locals) -> Schema:
        if isinstance(node.func, ast.Name):
            first = self.type_of(node.args[0], known) if node.args else {}
            return self._result(find(node.func.id), first, node.args[1:], node.keywords, known)
        if not isinstance(node.func, ast.Attribute):
            self.type_of(node.func, known)
            return {}
        base = self.type_of(node.func.value, known)
        if self._mark and node.func.attr == self._mark:
            self.marked = base, known
        return self._result(self._method(node.func.attr, base), base, node.args, node.keywords, known)

    def _method(self, name: str, base: Schema) -> Function | None:
        by_type = METHODS.get(name, {})
        for type_name in types_of(base, self.root):
            kinds = METHOD_TYPES.get(_METHOD_KINDS.get(type_name, ""), ())  # type: ignore[call-overload]
            if kinds and kinds[0] in by_type:
                return by_type[kinds[0]]
        return next(iter(by_type.values()), None)

    def _pipe(self, node: ast.BinOp, known: Locals) -> Schema:
        right = node.right
        name = right.func if isinstance(right, ast.Call) else right
        first = self.type_of(node.left, known)
        if not isinstance(name, ast.Name):
            self.type_of(right, known)
            return {}
        if name.id == self._mark:
            self.marked = first, known
        others = right.args if isinstance(right, ast.Call) else []
        keywords = right.keywords if isinstance(right, ast.Call) else []
        return self._result(find(name.id), first, others, keywords, known)

    def _result(
        self,
        function: Function | None,
        first: Schema,
        arguments: list[ast.expr],
        keywords: list[ast.keyword],
        known: Locals,
    ) -> Schema:
        others = [self._argument(one, first, known) for one in arguments]
        if function is not None and function.infer == "list of body" and arguments:
            others = [self._field(arguments[0], first) or others[0]]
        for keyword in keywords:
            self._argument(keyword.value, first, known)
        return self._returned(function, first, others) if function else {}

    def _argument(self, node: ast.expr, first: Schema, known: Locals) -> Schema:
        """A lambda's argument is an element of the list, or a value of the object, that the call is about."""
        if not isinstance(node, ast.Lambda) or not node.args.args:
            return self.type_of(node, known)
        return self.type_of(node.body, {**known, node.args.args[0].arg: element_of(first, self.root)})

    def _field(self, node: ast.expr, items: Schema) -> Schema:
        """The type of a field that is named by text: `map('price')`."""
        if not isinstance(node, ast.Constant) or type(node.value) is not str:
            return {}
        found = element_of(items, self.root)
        for key in node.value.split("."):
            found = member_of(found, key, self.root)
        return found

    def _returned(self, function: Function, first: Schema, others: list[Schema]) -> Schema:
        match function.infer:
            case "first":
                return either(first, *others) if function.name in ("default", "coalesce") else first
            case "element":
                return element_of(first, self.root) or (
                    {} if "array" in types_of(first, self.root) else first
                )
            case "list of body":
                return {"type": "array", "items": others[0] if others else {}}
            case _:
                return function.returns


_READERS: dict[type[ast.AST], Any] = {
    ast.Constant: Inference._constant,
    ast.Name: Inference._name,
    ast.Attribute: Inference._read,
    ast.Subscript: Inference._read,
    ast.List: Inference._list,
    ast.Tuple: Inference._list,
    ast.Dict: Inference._object,
    ast.JoinedStr: Inference._text,
    ast.Compare: Inference._truth,
    ast.UnaryOp: Inference._sign,
    ast.BoolOp: Inference._combination,
    ast.IfExp: Inference._choice,
    ast.BinOp: Inference._operation,
    ast.ListComp: Inference._comprehension,
    ast.GeneratorExp: Inference._comprehension,
    ast.DictComp: Inference._comprehension,
    ast.Call: Inference._call,
}
