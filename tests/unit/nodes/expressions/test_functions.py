"""Every function: its example, its manners, and the edges that an example does not show."""

from typing import Any

import pytest

from nodes.expressions import FUNCTIONS, ExpressionError, Function
from nodes.expressions.functions import METHODS, find
from nodes.expressions.functions.registry import Group
from nodes.expressions.values import KINDS
from tests.unit.nodes.expressions.scopes import error_of, value_of


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_the_example_gives_the_result_that_it_promises(function: Function) -> None:
    value = value_of(function.example)

    assert value == function.result
    assert type(value) is type(function.result)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_a_function_is_documented_by_a_sentence_and_its_own_example(function: Function) -> None:
    assert function.doc.endswith(".")
    assert function.doc[0].isupper() or function.doc[0] in "-e"
    assert function.name in function.example
    assert function.signature.startswith(f"{function.name}(")


def test_there_are_at_least_eighty_functions_in_groups() -> None:
    assert len(FUNCTIONS) >= 80
    assert len({function.group for function in FUNCTIONS.values()}) >= 8


def test_an_alias_finds_its_function() -> None:
    assert find("len") is FUNCTIONS["length"]
    assert METHODS["strip"][str] is FUNCTIONS["trim"]


def test_a_name_is_registered_once() -> None:
    group = Group("Test")

    with pytest.raises(ValueError, match="registered twice"):

        @group.function(example="upper('a')", result="A")
        def upper(frame: Any, text: str) -> str:
            """Again."""
            return text


def _outcome(source: str, scope: dict[str, Any]) -> type:
    try:
        return type(value_of(source, scope))
    except ExpressionError as error:
        return type(error)


VALUES: list[Any] = ["", "äß", 0, -1, 2.5, True, None, [], [1, "a", None], {}, {"a": [1]}]


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS.keys())
def test_a_function_gives_json_or_a_sentence_whatever_it_is_given(function: Function) -> None:
    names = ["a", "b", "c"][: max(1, len(function.parameters))]
    sources = [f"{function.name}({', '.join(names[:count])})" for count in range(1, len(names) + 1)]

    for value in VALUES:
        scope = {"a": value, "b": value, "c": value}
        for source in sources:
            assert _outcome(source, scope) in {*KINDS, ExpressionError}
        assert scope == {"a": value, "b": value, "c": value}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("trim('xxaxx', 'x')", "a"),
        ("truncate('abc', 3)", "abc"),
        ("truncate('abcdef', 0)", ""),
        ("mask('12', 4)", "**"),
        ("split('a  b')", ["a", "b"]),
        ("split('a,b,c', ',', 1)", ["a", "b,c"]),
        ("replace('aaa', 'a', 'b', 2)", "bba"),
        ("replace('ab', '', '-')", "-a-b-"),
        ("between('abc', 'x', 'y')", ""),
        ("camel_case('HTTP server-name')", "httpServerName"),
        ("snake_case('fullName2 Of ünit')", "full_name2_of_ünit"),
        ("join([1, null, [2]], '|')", "1|null|[2]"),
        ("int('-7')", -7),
        ("int(2.9)", 2),
        ("int('x', 0)", 0),
        ("float('1e3')", 1000.0),
        ("number('nan', null)", None),
        ("number('Infinity', null)", None),
        ("bool('Yes')", True),
        ("round(2.5)", 2),
        ("round(1234.5, -2)", 1200.0),
        ("format_number(1234567.5, 1, '.', ',')", "1.234.567,5"),
        ("format_number(-1234)", "-1,234"),
        ("sum([0.1, 0.2, 0.3])", 0.6),
        ("sum([])", 0),
        ("mean([1, 2])", 1.5),
        ("min([])  if false else max('a', 'b')", "b"),
        ("min([3, null, 1])", 1),
        ("sort([2, null, 1], descending=true)", [2, 1, None]),
        ("sort_by([{'a': 1, 'b': 2}, {'a': 1, 'b': 1}], lambda x: [x.a, x.b]) | map('b')", [1, 2]),
        ("unique([{'a': 1}, {'a': 1}, 1, '1'])", [{"a": 1}, 1, "1"]),
        ("unique([{'a': 1, 'b': 1}, {'a': 1, 'b': 2}], 'a') | length", 1),
        ("flatten([[1, [2, [3]]]], 3)", [1, 2, 3]),
        ("take([1, 2, 3], -2)", [2, 3]),
        ("drop([1, 2, 3], -2)", [1]),
        ("zip([1, 2], ['a'])", [[1, "a"]]),
        ("range(5, 0, -2)", [5, 3, 1]),
        ("range(0)", []),
        ("filter([0, 1, '', 'a'])", [1, "a"]),
        ("map([{'a': {'b': [5]}}], 'a.b.0')", [5]),
        ("map([[1, 2]], 1)", [2]),
        ("get({'a.b': 1}, 'a.b')", 1),
        ("get([1], 5, 'x')", "x"),
        ("has({'a': null}, 'a')", True),
        ("pick({'a': 1, 'b': 2}, ['a', 'c'])", {"a": 1}),
        ("query_string({'a': [1, 2], 'b': null, 'c': true})", "a=1&a=2&c=true"),
        ("base64_decode('_-8') if false else base64_decode(base64_encode('??>', url_safe=true))", "??>"),
        ("json_parse('{\"a\": 1e2}')", {"a": 100.0}),
        ("json_stringify({'ü': 1})", '{"ü":1}'),
        ("json_stringify([1], indent=true)", "[\n  1\n]"),
        ("regex_find('a', 'b')", None),
        ("regex_groups('ab', '(a)(x)?')", {"1": "a", "2": None}),
        ("regex_replace('john smith', '(\\w+) (\\w+)', '\\2 \\1')", "smith john"),
        ("regex_split('', ',')", [""]),
        ("regex_find_all('ab', '')", ["", "", ""]),
        ("regex_test('AB', 'b', 'i')", True),
        ("list('ab') + list(null) + list(5)", ["a", "b", 5]),
        ("human_duration(0)", "0 s"),
        ("human_duration(90061)", "1 d 1 h"),
        ("choose('x', {}, 'else')", "else"),
    ],
)
def test_edges_of_functions(source: str, value: Any) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    "source",
    [
        "base64_decode('/w==')",
        "base64_decode('AA==')",
        "hex_decode('00')",
        "url_decode('%00')",
        "json_parse('\"\\\\u0000\"')",
        "json_parse('\"\\\\ud800\"')",
        "json_parse('NaN')",
        "character(0)",
        "character(0xD800)",
        "'\\x00'",
        "'\\ud800'",
        "f'\\x00'",
    ],
)
def test_r40_no_nul_and_no_half_character_comes_out(source: str) -> None:
    error_of(source)


@pytest.mark.parametrize(
    "source",
    [
        "1e308 * 10",
        "1e308 + 1e308",
        "float('1e999')",
        "exp(1000)",
        "2.0 ** 5000",
        "9223372036854775807 + 1",
        "9223372036854775807 * 9223372036854775807",
        "-9223372036854775807 - 2",
        "int('9' * 30)",
        "sum([9223372036854775807, 1])",
        "json_parse('1e999')",
        "from_base('z' * 70, 36)",
        "percent(1e308, 1e-308)",
        "round(1e308, -308)",
    ],
)
def test_r40_numbers_stay_within_what_json_carries(source: str) -> None:
    error_of(source)
