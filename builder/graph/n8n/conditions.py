"""The conditions of n8n's If, Filter and Switch as one expression, in the old form and in the new one."""

from typing import Any

from builder.graph.n8n.translation import Given, bare

Json = dict[str, Any]

BINARY = {
    "equals": "{a} == {b}",
    "equal": "{a} == {b}",
    "notEquals": "{a} != {b}",
    "notEqual": "{a} != {b}",
    "larger": "{a} > {b}",
    "gt": "{a} > {b}",
    "after": "{a} > {b}",
    "largerEqual": "{a} >= {b}",
    "gte": "{a} >= {b}",
    "afterOrEquals": "{a} >= {b}",
    "smaller": "{a} < {b}",
    "lt": "{a} < {b}",
    "before": "{a} < {b}",
    "smallerEqual": "{a} <= {b}",
    "lte": "{a} <= {b}",
    "beforeOrEquals": "{a} <= {b}",
    "contains": "{b} in {a}",
    "notContains": "{b} not in {a}",
    "startsWith": "starts_with({a}, {b})",
    "notStartsWith": "not starts_with({a}, {b})",
    "endsWith": "ends_with({a}, {b})",
    "notEndsWith": "not ends_with({a}, {b})",
    "regex": "regex_test({a}, {b})",
    "notRegex": "not regex_test({a}, {b})",
    "lengthEquals": "length({a}) == {b}",
    "lengthGt": "length({a}) > {b}",
    "lengthLt": "length({a}) < {b}",
}
UNARY = {
    "exists": "exists({a})",
    "notExists": "not exists({a})",
    "empty": "is_empty({a})",
    "isEmpty": "is_empty({a})",
    "notEmpty": "not is_empty({a})",
    "isNotEmpty": "not is_empty({a})",
    "true": "{a} == true",
    "false": "{a} == false",
}
NUMBERS = ("number", "integer")


def condition_of(given: Given, conditions: Any, where: str) -> str:
    """An expression; `true` where there is nothing to decide by."""
    if not isinstance(conditions, dict):
        return "true"
    if isinstance(conditions.get("conditions"), list):
        parts = [_new(given, each, where) for each in conditions["conditions"] if isinstance(each, dict)]
        word = str(conditions.get("combinator", "and"))
    else:
        parts = [
            _old(given, kind, each, where)
            for kind, rows in conditions.items()
            for each in (rows if isinstance(rows, list) else ())
            if isinstance(each, dict)
        ]
        word = "or" if given.parameter("combineOperation") == "any" else "and"
    if not parts:
        return "true"
    return (
        parts[0]
        if len(parts) == 1
        else f" {word if word in ('and', 'or') else 'and'} ".join(f"({part})" for part in parts)
    )


def _new(given: Given, row: Json, where: str) -> str:
    operator = row.get("operator")
    known = operator if isinstance(operator, dict) else {}
    kind, operation = str(known.get("type", "string")), str(known.get("operation", "equals"))
    return _compared(given, operation, row.get("leftValue"), row.get("rightValue"), kind, where)


def _old(given: Given, kind: str, row: Json, where: str) -> str:
    default = "smaller" if kind == "number" else "equal"
    return _compared(
        given, str(row.get("operation", default)), row.get("value1"), row.get("value2"), kind, where
    )


def _compared(given: Given, operation: str, left: Any, right: Any, kind: str, where: str) -> str:
    a, b = _operand(given, left, kind, where), _operand(given, right, kind, where)
    if operation in UNARY:
        return UNARY[operation].format(a=a)
    if operation in BINARY:
        return BINARY[operation].format(a=a, b=b)
    given.not_translated(
        f"The comparison “{operation}” is not known here; the condition is left true.", where
    )
    return "true"


def _operand(given: Given, value: Any, kind: str, where: str) -> str:
    if kind in NUMBERS and isinstance(value, str) and not value.startswith("="):
        try:
            return repr(float(value)) if "." in value else repr(int(value))
        except ValueError:
            return repr(value)
    if kind == "boolean" and value in ("true", "false"):
        return str(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return bare(given.value(value, where))
