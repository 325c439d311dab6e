"""What expressions mean: a table of each piece of the language and its value (R41)."""

from typing import Any

import pytest

from nodes.expressions import compile_condition, compile_expression
from tests.unit.nodes.expressions.scopes import SCOPE, error_of, value_of


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("outputs.greet.text", "hello"),
        ("outputs['greet']['odd key']", 1),
        ("outputs.fetch.rows[0].name", "x"),
        ("outputs.fetch.rows[-1]['name']", "y"),
        ("outputs.greet.tags[n - 4]", "b"),
        ("outputs[name | lower | default('x')] | default('none')", "none"),
        ("outputs.greet.text[1:3]", "el"),
        ("[1, 2, 3, 4][::-2]", [4, 2]),
        ("nothing", None),
        ("null", None),
        ("[true, True, false, None]", [True, True, False, None]),
        ("true", True),
    ],
)
def test_a_path_leads_to_its_value(source: str, value: Any) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2 * 3 - 4", 3),
        ("7 / 2", 3.5),
        ("7 // 2", 3),
        ("7 % 4", 3),
        ("2 ** 10", 1024),
        ("2 ** -1", 0.5),
        ("-n + +n", 0),
        ("'a' + 'b' * 3", "abbb"),
        ("[1] + [2] * 2", [1, 2, 2]),
        ("3 * 'ab'", "ababab"),
        ("1 + true", 2),
        ("9223372036854775807", 9223372036854775807),
    ],
)
def test_arithmetic_is_that_of_python(source: str, value: Any) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 < n < 10", True),
        ("1 < n < 3", False),
        ("'a' < 'b'", True),
        ("n == 5.0", True),
        ("nothing is null", True),
        ("n is not None", True),
        ("'ell' in outputs.greet.text", True),
        ("2 in [1, 2]", True),
        ("'greet' in outputs", True),
        ("'nope' not in outputs", True),
        ("{'a': [1, {'b': 2}]} == {'a': [1, {'b': 2.0}]}", True),
        ("[1] == [2]", False),
        ("[1] == 'x'", False),
        ("null == false", False),
    ],
)
def test_comparison_gives_true_or_false(source: str, value: bool) -> None:
    assert value_of(source) is value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("n > 3 and 'big'", "big"),
        ("nothing or 'else'", "else"),
        ("not []", True),
        ("'a' if n > 3 else 'b'", "a"),
        ("false and missing", False),
        ("1 if true else missing", 1),
    ],
)
def test_logic_stops_at_what_decides(source: str, value: Any) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("[x * 2 for x in [1, 2, 3] if x > 1]", [4, 6]),
        ("[a + b for a in ['x', 'y'] for b in ['1', '2'] if a != 'y' if b == '2']", ["x2"]),
        ("{k: v + 1 for k, v in {'a': 1}.items()}", {"a": 2}),
        ("{row.id: row.name for row in outputs.fetch.rows}", {"1": "x", "2": "y"}),
        ("[a for a, [b, c] in [[1, [2, 3]]] if c == 3]", [1]),
        ("[key for key in {'a': 1, 'b': 2}]", ["a", "b"]),
        ("[char for char in 'ab']", ["a", "b"]),
        ("sum(row.id for row in outputs.fetch.rows)", 3),
        ("[n for n in [1]] + [n]", [1, 5]),
        ("[[y for y in x] for x in [[1], [2, 3]]]", [[1], [2, 3]]),
        ("[tag for row in outputs.fetch.rows for tag in row.tags]", ["t"]),
        ("[*[1, 2], 3]", [1, 2, 3]),
        ("{'a': 1, **{'b': 2}, 3: 4}", {"a": 1, "b": 2, "3": 4}),
        ("(1, 2)", [1, 2]),
    ],
)
def test_loops_and_displays_make_lists_and_objects(source: str, value: Any) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("f'{name} pays {price:.2f}'", "Ada pays 2.50"),
        ("f'{n:>4}|{n:<4}|{n:^5}|{n:04d}|{n:+}'", "   5|5   |  5  |0005|+5"),
        ("f'{1234567:,}'", "1,234,567"),
        ("f'{0.256:.1%}'", "25.6%"),
        ("f'{name:*^9}'", "***Ada***"),
        ("f'{name:>{n}}'", "  Ada"),
        ("f'{nothing} {yes} {[1, null]} {{}}'", "null true [1,null] {}"),
        ("f'{name!s}' 'x'", "Adax"),
        ("f'{name | upper}'", "ADA"),
        ("f\"{outputs['greet'].text}\"", "hello"),
        ("f\"{'{'}{'}'}{{{n}}}\"", "{}{5}"),
        ('f"{n:\'>3}"', "''5"),
        ("f'{255:x} {5:b} {1e10:g}'", "ff 101 1e+10"),
    ],
)
def test_f_strings_format_values(source: str, value: str) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("name | upper", "ADA"),
        ("'a-b' | replace('-', '+') | upper", "A+B"),
        ("name.upper().lower()", "ada"),
        ("outputs.greet.tags.join(', ')", "a, b"),
        ("'a' + 'b' | upper", "AB"),
        ("(n | text) + 'x'", "5x"),
        ("outputs.fetch.rows | map('name')", ["x", "y"]),
        ("outputs.fetch.rows | map('id')", [1, 2]),
        ("outputs.fetch.rows.filter(lambda row: row.id > 1).map(lambda row: row.name)", ["y"]),
        ("[3, 1, 2].sort(descending=true)", [3, 2, 1]),
        ("sort_by(outputs.fetch.rows, key='id', descending=true) | first | get('name')", "y"),
        ("round(number=2.345, digits=1)", 2.3),
        ("(2.5).round()", 2),
        ("[1, 2] | map(lambda x: [x + y for y in [10]])", [[11], [12]]),
        ("[[3, 1], [2]] | map(lambda xs: xs | map(lambda x: x * 2) | sum)", [8, 4]),
    ],
)
def test_functions_are_called_by_name_by_pipe_and_as_methods(source: str, value: Any) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("outputs.nope | default('–')", "–"),
        ("outputs.nope.deeper[3].still | default(1)", 1),
        ("default(inputs.note, 'empty')", "empty"),
        ("default(inputs.note, 'empty', keep_null=true)", None),
        ("default(outputs.nope, 'x', keep_null=true)", "x"),
        ("inputs.name | default(missing)", "Ada"),
        ("outputs.nope | default(missing) | default('last')", "last"),
        ("exists(inputs.note)", True),
        ("exists(inputs.nope)", False),
        ("is_empty(inputs.nope)", True),
        ("coalesce(outputs.nope, inputs.note, 'c')", "c"),
        ("inputs.note.deeper | default('under null')", "under null"),
        ("[row.nope | default(0) for row in outputs.fetch.rows]", [0, 0]),
    ],
)
def test_r41_default_makes_a_missing_path_optional_and_tells_null_from_undefined(
    source: str, value: Any
) -> None:
    assert value_of(source) == value


def test_default_hides_no_other_mistake() -> None:
    assert "divides by zero" in error_of("1 / 0 | default(3)").message


def test_an_expression_may_span_lines_and_hold_a_pattern() -> None:
    source = "[\n  x\n  for x in ['a1', 'b']\n  if x | regex_test('\\d')\n]"

    assert value_of(source) == ["a1"]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (r"'\n\t\\ \' \x41 \u00e9'", "\n\t\\ ' A é"),
        (r"'\d \b \1 \0 \w'", r"\d \b \1 \0 \w"),
        (r"r'\n'", r"\n"),
        (r"f'\d{n}\1'", r"\d5\1"),
    ],
)
def test_a_backslash_that_begins_no_escape_means_itself(source: str, value: str) -> None:
    assert value_of(source) == value


@pytest.mark.parametrize("source", ["'''a\nb'''", "'''a\r\nb'''"])
def test_a_text_in_triple_quotes_keeps_its_line_breaks(source: str) -> None:
    assert value_of(source) == "a\nb"


@pytest.mark.parametrize("condition", ["n > 3", " n > 3 ", "{{ n > 3 }}", "{{n>3}}", "{'a': 1} == {'a': 1}"])
def test_a_condition_is_bare_or_in_braces(condition: str) -> None:
    assert compile_condition(condition).evaluate(SCOPE) is True


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("mail.from", "a@b"),
        ("mail . class . import", 1),
        ("[m.from for m in [mail]][0].upper()", "A@B"),
        ("mail.nope | default(mail.from)", "a@b"),
        ("1.if true else 2", 1.0),
        ("mail.from if mail.in else 3", "a@b"),
        ("f'.from {mail.from} {{mail.from}} {mail.class.import:>3}'", ".from a@b {mail.from}   1"),
        ("f'{mail.from}' f\"{mail['from']}\"", "a@ba@b"),
        ("'x.from' + mail.from", "x.froma@b"),
    ],
)
def test_a_keyword_of_python_may_be_a_key(source: str, value: Any) -> None:
    mail = {"from": "a@b", "class": {"import": 1}, "in": True}

    assert value_of(source, {"mail": mail}) == value


def test_the_same_source_is_compiled_once() -> None:
    assert compile_expression("1 + 1 + 1") is compile_expression("1 + 1 + 1")


def test_evaluation_changes_neither_scope_nor_literals() -> None:
    scope = {"rows": [3, 1, 2], "one": {"a": {"b": 1}}}
    sources = [
        "rows | sort",
        "rows.reverse()",
        "rows + [4]",
        "one | with_key('c', 1)",
        "deep_merge(one, {'a': {'b': 2}})",
        "[x for x in rows]",
        "{**one, 'z': 1}",
        "rows | shuffle",
    ]

    for source in sources:
        value_of(source, scope)

    assert scope == {"rows": [3, 1, 2], "one": {"a": {"b": 1}}}
    assert value_of("[1, 2]", scope) is not value_of("[1, 2]", scope)
