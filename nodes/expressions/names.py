"""Which names of the scope an expression reads, as far as its text tells."""

import ast
from dataclasses import dataclass, replace

from nodes.expressions.compiler.paths import WORDS, unwind
from nodes.expressions.errors import Span
from nodes.expressions.functions import find
from nodes.expressions.functions.registry import Function, Wants
from nodes.expressions.source import Source, line_and_column


@dataclass(frozen=True, slots=True)
class NameUse:
    """A path that is read: `('outputs', 'greet', 'text')`. Lines and columns count from 1.

    `optional` is set where nothing breaks when the path does not exist: under `default()` and its like.
    `start` and `end` are the same place as offsets into the text.
    """

    path: tuple[str | int, ...]
    line: int
    column: int
    end_column: int
    optional: bool = False
    start: int = 0
    end: int = 0

    def moved(self, text: str, by: int) -> "NameUse":
        """The same use as part of a larger text, in which its expression starts later."""
        return placed(replace(self, start=self.start + by, end=self.end + by), text)


def placed(use: NameUse, text: str) -> NameUse:
    line, column = line_and_column(text, use.start)
    end_line, end_column = line_and_column(text, use.end)
    return replace(use, line=line, column=column, end_column=end_column if end_line == line else column + 1)


def names_of(tree: ast.expr, source: Source) -> tuple[NameUse, ...]:
    """In the order of the text."""
    found = _Finder(source)
    found.look(tree, frozenset(), optional=False)
    return tuple(sorted(found.uses, key=lambda use: (use.start, use.end)))


def references_of(tree: ast.expr, source: Source) -> list[tuple[tuple[str | int, ...], ast.expr]]:
    """Each path that is read and has at least one key, with the piece of the tree that names its first key."""
    found = _Finder(source)
    found.look(tree, frozenset(), optional=False)
    return found.references


class _Finder:
    """Walks the tree with the names that comprehensions and lambdas hide from the scope."""

    def __init__(self, source: Source) -> None:
        self.uses: list[NameUse] = []
        self.references: list[tuple[tuple[str | int, ...], ast.expr]] = []
        self._source = source

    def look(self, node: ast.AST, hidden: frozenset[str], *, optional: bool) -> None:
        if isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
            self._path(node, hidden, optional)
        elif isinstance(node, ast.Call):
            self._call(node, hidden, optional)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            self._pipe(node, hidden, optional)
        elif isinstance(node, ast.Compare):
            self._comparison(node, hidden, optional)
        elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.DictComp):
            self._comprehension(node, hidden, optional)
        elif isinstance(node, ast.Lambda):
            self.look(node.body, hidden | {arg.arg for arg in node.args.args}, optional=optional)
        else:
            for child in ast.iter_child_nodes(node):
                self.look(child, hidden, optional=optional)

    def _add(self, path: tuple[str | int, ...], first: ast.expr | None, span: Span, optional: bool) -> None:
        if first is not None:
            self.references.append((path, first))
        use = NameUse(path, 1, 1, 1, optional, *span)
        self.uses.append(placed(use, self._source.text))

    def _path(self, node: ast.expr, hidden: frozenset[str], optional: bool) -> None:
        base, steps = unwind(node)
        if isinstance(base, ast.Name):
            if base.id not in hidden and base.id not in WORDS:
                span = self._source.span(base)[0], self._source.span(node)[1]
                first = steps[0][1] if steps else None
                self._add((base.id, *(key for key, _ in steps)), first, span, optional)
        elif isinstance(base, ast.Subscript):
            self.look(base.value, hidden, optional=optional)
            self.look(base.slice, hidden, optional=optional)
        else:
            self.look(base, hidden, optional=optional)

    def _call(self, node: ast.Call, hidden: frozenset[str], optional: bool) -> None:
        arguments = list(node.args)
        if isinstance(node.func, ast.Attribute):
            arguments.insert(0, node.func.value)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        self._arguments(find(name), arguments, node.keywords, hidden, optional)

    def _pipe(self, node: ast.BinOp, hidden: frozenset[str], optional: bool) -> None:
        right = node.right
        name = right.func if isinstance(right, ast.Call) else right
        arguments = [node.left, *(right.args if isinstance(right, ast.Call) else [])]
        keywords = right.keywords if isinstance(right, ast.Call) else []
        self._arguments(find(getattr(name, "id", "")), arguments, keywords, hidden, optional)

    def _arguments(
        self,
        function: Function | None,
        arguments: list[ast.expr],
        keywords: list[ast.keyword],
        hidden: frozenset[str],
        optional: bool,
    ) -> None:
        if function is not None and function.name == "get" and self._got(arguments, hidden):
            arguments = arguments[2:]
        for place, argument in enumerate(arguments):
            self.look(argument, hidden, optional=optional or _is_maybe(function, place))
        for keyword in keywords:
            self.look(keyword.value, hidden, optional=optional)

    def _got(self, arguments: list[ast.expr], hidden: frozenset[str]) -> bool:
        """`outputs.get('a')` and `get(outputs, 'a')` read the path `outputs.a`, if it is there."""
        return len(arguments) > 1 and self._keyed(arguments[0], arguments[1], hidden)

    def _comparison(self, node: ast.Compare, hidden: frozenset[str], optional: bool) -> None:
        """`'a' in outputs` looks for the path `outputs.a`."""
        if isinstance(node.ops[0], ast.In | ast.NotIn) and self._keyed(
            node.comparators[0], node.left, hidden
        ):
            parts = node.comparators[1:]
        else:
            parts = [node.left, *node.comparators]
        for part in parts:
            self.look(part, hidden, optional=optional)

    def _keyed(self, container: ast.expr, key: ast.expr, hidden: frozenset[str]) -> bool:
        base, steps = unwind(container)
        if not isinstance(base, ast.Name) or base.id in hidden or base.id in WORDS:
            return False
        if not isinstance(key, ast.Constant) or type(key.value) is not str:
            return False
        spans = [self._source.span(base), self._source.span(container), self._source.span(key)]
        span = min(start for start, _ in spans), max(end for _, end in spans)
        first = steps[0][1] if steps else key
        self._add((base.id, *(step for step, _ in steps), key.value), first, span, optional=True)
        return True

    def _comprehension(
        self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp, hidden: frozenset[str], optional: bool
    ) -> None:
        for generator in node.generators:
            self.look(generator.iter, hidden, optional=optional)
            hidden |= {name.id for name in ast.walk(generator.target) if isinstance(name, ast.Name)}
            for test in generator.ifs:
                self.look(test, hidden, optional=optional)
        parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        for part in parts:
            self.look(part, hidden, optional=optional)


def _is_maybe(function: Function | None, place: int) -> bool:
    if function is None or not function.parameters:
        return False
    parameter = function.parameters[min(place, len(function.parameters) - 1)]
    return parameter.wants is Wants.MAYBE
