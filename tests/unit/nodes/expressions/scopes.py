"""The scope that the tests of expressions share, and short ways to evaluate against it."""

from typing import Any

import pytest

from nodes.expressions import Entropy, ExpressionError, compile_expression

SCOPE: dict[str, Any] = {
    "inputs": {"name": "Ada", "note": None},
    "name": "Ada",
    "n": 5,
    "price": 2.5,
    "yes": True,
    "nothing": None,
    "now": "2026-11-20T18:30:00+00:00",
    "outputs": {
        "start": {},
        "greet": {"text": "hello", "count": 3, "tags": ["a", "b"], "odd key": 1},
        "fetch": {"rows": [{"id": 1, "name": "x", "tags": ["t"]}, {"id": 2, "name": "y", "tags": []}]},
    },
}


def an_entropy() -> Entropy:
    return Entropy("a seed", 1_795_199_400)


def value_of(source: str, scope: dict[str, Any] | None = None) -> Any:
    return compile_expression(source).evaluate(SCOPE if scope is None else scope, entropy=an_entropy())


def error_of(source: str, scope: dict[str, Any] | None = None) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        value_of(source, scope)
    return caught.value
