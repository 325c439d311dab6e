"""R40: what a value may be, refused at the API and mended in a node's output."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from nodes.values import ValueDefect, clean_json, mend_json

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
WILD = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec=None), max_size=3), inner, max_size=4)
    ),
    max_leaves=10,
)


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "path", "told"),
    [
        ({"rows": [1, {"x": float("nan")}]}, "rows[1].x", "is nan"),
        ([float("inf")], "[0]", "is inf"),
        ([None, float("-inf")], "[1]", "is -inf"),
        ({"a": "x\0"}, "a", "holds the character NUL"),
        ({"a\0": 1}, "", "a name with the character NUL"),
        ({"a": "\ud800"}, "a", "half of a surrogate pair"),
        ({"\udc00": 1}, "", "a name with half of a surrogate pair"),
        ({"a": 2**64}, "a", "more than 64 bits"),
        (-(2**63) - 1, "", "more than 64 bits"),
        ({"a": {1: 2}}, "a", "has a name that is not text: 1"),
        ({"a": b"x"}, "a", "is a bytes"),
        (nested(65), "[0]" * 64, "more than 64 levels"),
        (nested(2000), "[0]" * 64, "more than 64 levels"),
    ],
)  # fmt: skip
def test_r40_value_that_cannot_be_kept_is_refused_with_its_path(value: Any, path: str, told: str) -> None:
    with pytest.raises(ValueDefect) as raised:
        clean_json(value)

    assert raised.value.path == path
    assert told in raised.value.message


def test_r40_value_at_the_limits_is_taken_as_it_is() -> None:
    value = {"a": [2**64 - 1, -(2**63), None, "\\u0000", "NaN", 0.1], "deep": nested(63)}

    assert clean_json(value) is value


def test_r40_too_many_bytes_are_refused() -> None:
    with pytest.raises(ValueDefect, match="is 12 bytes of JSON; 11 are allowed"):
        clean_json("0123456789", max_bytes=11)


@given(JSON)
def test_r40_plain_json_is_never_refused_and_never_changed(value: Any) -> None:
    assert clean_json(value) == value
    mended, flags = mend_json(value)
    assert (mended, flags) == (value, [])


@given(WILD)
def test_r40_what_was_mended_is_clean_and_what_is_refused_was_flagged(value: Any) -> None:
    mended, flags = mend_json(value)

    clean_json(mended)
    assert orjson.loads(orjson.dumps(mended)) == mended
    try:
        clean_json(value)
    except ValueDefect:
        assert flags
    else:
        assert not flags


@pytest.mark.parametrize(
    ("value", "became", "path"),
    [
        ({"a": float("nan")}, {"a": None}, "a"),
        (["a\0b"], ["a\ufffdb"], "[0]"),
        ("\ud800x", "\ufffdx", ""),
        ([10**30], [str(10**30)], "[0]"),
        ([10**9000], [None], "[0]"),
        ({1: "x"}, {"1": "x"}, ""),
        (nested(65), None, "[0]" * 64),
    ],
)
def test_r40_output_is_mended_and_each_replacement_is_told(value: Any, became: Any, path: str) -> None:
    mended, flags = mend_json(value)

    assert became is None or mended == became
    assert [flag["path"] for flag in flags] == [path]


class Colour(Enum):
    RED = "red"


class Point(BaseModel):
    x: int


@dataclass
class Size:
    width: int


@pytest.mark.parametrize(
    ("value", "became"),
    [
        ((1, (2,)), [1, [2]]),
        ({"a": {3, 1}}, {"a": [1, 3]}),
        (Colour.RED, "red"),
        (Point(x=1), {"x": 1}),
        ([Size(2)], [{"width": 2}]),
        (Decimal("1.50"), "1.50"),
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20, tzinfo=UTC), "2026-11-20T00:00:00+00:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_what_python_has_and_json_does_not_becomes_json_without_a_flag(value: Any, became: Any) -> None:
    assert mend_json(value) == (became, [])
    assert mend_json([value, float("nan")])[0] == [became, None]


@pytest.mark.parametrize("value", [b"bytes", object(), print, Point])
def test_output_that_is_no_value_is_refused_with_its_path(value: Any) -> None:
    with pytest.raises(ValueDefect, match=r"rows\[0\].*is not a JSON value"):
        mend_json({"rows": [value]})


@pytest.mark.parametrize("look", [clean_json, lambda value: mend_json(value)[0]])
def test_output_of_a_node_is_a_copy_and_a_clean_value_is_shared(look: Callable[[Any], Any]) -> None:
    value = {"rows": [1]}

    assert look(value) == value
    assert (look(value) is value) == (look is clean_json)
