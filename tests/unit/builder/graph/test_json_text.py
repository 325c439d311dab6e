"""JSON that two readers might understand differently is refused, with the path."""

import pytest

from builder.graph.json_text import loads

REFUSED = {
    '{"a": 1, "a": 2}': ("doubled_key", "a"),
    '{"x": {"b": 1, "b": 1}}': ("doubled_key", "x.b"),
    '[{"a": [{"c": 1, "c": 2}]}]': ("doubled_key", "[0].a[0].c"),
    '{"a": NaN}': ("not_a_number", "a"),
    '{"a": [1, -Infinity]}': ("not_a_number", "a[1]"),
    '{"a": 1e999}': ("not_a_number", "a"),
    '{"a": 123456789012345678901234567890}': ("number_too_large", "a"),
    '{"a": -99999999999999999999}': ("number_too_large", "a"),
    '{"a": "\\u0000"}': ("nul_character", "a"),
    '{"a": "\\ud800"}': ("lone_surrogate", "a"),
    '{"\\udc00": 1}': ("lone_surrogate", '["\\udc00"]'),
    '{"__proto__": {}}': ("forbidden_key", "__proto__"),
    '{"a": {"__proto__": 1}}': ("forbidden_key", "a.__proto__"),
    '{"two words": {"__proto__": 1}}': ("forbidden_key", '["two words"].__proto__'),
    '{"a":}': ("not_json", ""),
    "": ("not_json", ""),
    "[" * 100_000 + "]" * 100_000: ("too_deep", ""),
    '{"a":' * 100_000 + "1" + "}" * 100_000: ("too_deep", ""),
    "1" * 5_000: ("number_too_large", ""),
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:40])
def test_it_is_refused_with_its_place(text: str) -> None:
    found = loads(text)

    assert found.value is None
    assert (found.problems[0].code, found.problems[0].field) == REFUSED[text]


def test_seventy_levels_are_refused_where_they_become_too_many() -> None:
    found = loads("[" * 70 + "]" * 70)

    assert [problem.code for problem in found.problems] == ["too_deep"]


def test_bytes_that_are_no_utf8_are_refused() -> None:
    assert loads(b'{"a": "\xff"}').problems[0].code == "not_utf8"


def test_every_defect_of_a_text_is_told() -> None:
    found = loads('{"a": NaN, "b": "\\u0000", "c": 1, "c": 2}')

    assert [problem.field for problem in found.problems] == ["c", "a", "b"]


def test_ordinary_json_is_read() -> None:
    assert loads('\ufeff{"a": [1, 1.5, null, true, "x"]}').value == {"a": [1, 1.5, None, True, "x"]}
