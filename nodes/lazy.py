"""Evaluating the lazy fields of a node: once, or per item with `item` and `index` beside what the node sees anyway."""

from collections.abc import Callable, Mapping
from typing import Any

from nodes.base import NodeContext
from nodes.errors import InvalidError
from nodes.expressions.errors import ExpressionError
from nodes.expressions.expression import compile_condition
from nodes.expressions.template import compile_template

PerItem = Callable[[Any, int], Any]


def value_of(text: str, context: NodeContext, field: str, more: Mapping[str, Any] | None = None) -> Any:
    """The value of a bare expression; `more` names are in its scope too. Raises `InvalidError` that names the field."""
    scope = {**context.scope, **more} if more else context.scope
    try:
        return compile_condition(text).evaluate(scope, entropy=context.entropy)
    except ExpressionError as error:
        raise unusable(error, field) from None


def per_item(text: str, context: NodeContext, field: str) -> PerItem:
    """A bare expression (`item.price > 10`) as a function of item and index."""
    return _evaluator(compile_condition, text, context, field)


def template_per_item(text: str, context: NodeContext, field: str) -> PerItem:
    """Text with `{{ }}` as a function of item and index."""
    return _evaluator(compile_template, text, context, field)


def _evaluator(compile_text: Callable[[str], Any], text: str, context: NodeContext, field: str) -> PerItem:
    try:
        compiled = compile_text(text)
    except ExpressionError as error:
        raise unusable(error, field) from None
    scope = dict(context.scope)
    entropy = context.entropy

    def evaluate(item: Any, index: int) -> Any:
        scope["item"], scope["index"] = item, index
        try:
            return compiled.evaluate(scope, entropy=entropy)
        except ExpressionError as error:
            raise unusable(error, field, index) from None

    return evaluate


def unusable(error: ExpressionError, field: str, index: int | None = None) -> InvalidError:
    place = field if index is None else f"{field}, at item {index}"
    details = {"field": field, **error.as_json()} | ({} if index is None else {"index": index})
    return InvalidError(f"{place}: {error}", code="expression", details=details | {"field": field})
