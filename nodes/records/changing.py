"""Applying rules to every entry of a list, or to one object."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from nodes.base import NodeContext
from nodes.errors import InvalidError
from nodes.lazy import PerItem, per_item
from nodes.records.rules import Rule, apply


def changed(value: Any, rules: Sequence[Rule], context: NodeContext, field: str) -> Any:
    """The changed copy. Raises `InvalidError` that names the rule and the entry."""
    compiled = [_compiled(rule, context, f"{field}.{at}.expression") for at, rule in enumerate(rules)]
    if not isinstance(value, list):
        return _changed(value, 0, rules, compiled, field)
    return [_changed(item, index, rules, compiled, field) for index, item in enumerate(value)]


def _compiled(rule: Rule, context: NodeContext, field: str) -> PerItem | None:
    return per_item(rule.expression, context, field) if rule.do == "compute" else None


def _changed(
    item: Any, index: int, rules: Sequence[Rule], compiled: Sequence[PerItem | None], field: str
) -> dict[str, Any]:
    for at, (rule, evaluate) in enumerate(zip(rules, compiled, strict=True)):
        try:
            item = apply(rule, item, partial(_evaluated, evaluate, index))
        except InvalidError as error:
            place = f"{field}.{at} ({rule.do}), at item {index}"
            details = error.details | {"field": f"{field}.{at}", "index": index}
            raise InvalidError(f"{place}: {error.message}", code=error.code, details=details) from None
    result: dict[str, Any] = item
    return result


def _evaluated(evaluate: PerItem | None, index: int, item: Any) -> Any:
    return evaluate(item, index) if evaluate else None
