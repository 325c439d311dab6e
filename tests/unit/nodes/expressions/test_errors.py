"""What people read when an expression is wrong: the place, what was found, and what exists instead (R41)."""

import pytest

from nodes.expressions import ExpressionError, compile_expression, compile_template
from tests.unit.nodes.expressions.scopes import SCOPE, error_of


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "outputs.gret",
            "`outputs.gret` does not exist. Did you mean `greet`? There are: start, greet, fetch.",
        ),
        ("outputs.greet.txt.x", "`outputs.greet.txt` does not exist. Did you mean `text`?"),
        ("outputs.start.x", "`outputs.start.x` does not exist. There is nothing here."),
        ("missing", "`missing` does not exist. There are: inputs, name,"),
        ("nothing.x", "`nothing.x` does not exist: it would be read from null."),
        ("n.x", "`n.x` does not exist: it would be read from a number (5)."),
        (
            "outputs.greet.tags[2]",
            "`outputs.greet.tags[2]` does not exist: there are 2 elements, counted from 0.",
        ),
        ("outputs.greet.tags[1.5]", "A position in a list of 2 is a whole number"),
        ("n + 'a'", "`+` does not work between a number (5) and text ('a')."),
        ("nothing + 1", "`+` does not work between null and a number (1)."),
        ("nothing > 1", "`>` does not work between null and a number (1)."),
        ("1 / 0", "This divides by zero."),
        ("0 ** -1", "This divides by zero."),
        ("(-8) ** 0.5", "A negative number has no such root."),
        ("-'a'", "A sign stands before a number, not before text ('a')."),
        ("upper(n)", "`upper` takes text as `text`, not a number (5)."),
        ("n.upper()", "`.upper()` belongs to text, and this is a number (5)."),
        ("uper('a')", "There is no function `uper`. Did you mean `upper`?"),
        ("'a'.uper()", "There is no method `uper`. Did you mean `upper`?"),
        ("replace('a', 'b')", "`replace` needs `new`."),
        ("upper('a', 'b')", "`upper` is given too many arguments."),
        ("upper('a', wide=1)", "`upper` has no argument `wide`."),
        ("upper('a', text='b')", "`upper` is given `text` twice."),
        ("name()", "There is no function `name`."),
        ("upper('a')('b')", "Only functions and methods that are known by name can be called."),
        ("map(1, lambda x: x)", "`map` takes a list as `items`, not a number (1)."),
        ("upper(lambda x: x)", "`upper` takes no lambda as `text`."),
        ("map([1], lambda x, y: x)", "A lambda takes exactly one argument"),
        ("lambda x: x", "A lambda stands only as the argument"),
        ("{1, 2}", "Sets are not JSON."),
        ("{x for x in [1]}", "Sets are not JSON."),
        ("{null: 1}", "A key of an object is text, not null."),
        ("[x for x in 5]", "`for` goes through a list, an object or text, not through a number (5)."),
        ("[a for a, b in [[1]]]", "The loop takes items apart into 2, and one is a list of 1."),
        ("n is 5", "`is` compares with null, true or false only."),
        ("1 in 5", "`in` looks into text, a list or an object"),
        ("f'{name:.2f}'", "The format `.2f` is for numbers"),
        ("f'{n:{name}}'", "`Ada` is not a format that can be used here."),
        ("f'{n!r}'", "`!r` and `!a` are not part of the language."),
        ("x := 1", "This is not an expression"),
        ("a b", "This is not an expression: invalid syntax"),
        ("1 +", "This is not an expression: it ends too early."),
        ("'abc", "This text has no closing quote."),
        ('f"{outputs["greet"]}"', "The braces of this f-string are not closed before its quote."),
        ("f\"{a | join('\\n')}\"", "A backslash cannot stand in the braces of an f-string."),
        ("f'{1'", "The braces of this f-string are not closed before its quote."),
        ("1 # note", "Comments are not part of an expression."),
        ("", "This expression is empty."),
        ("  ", "This expression is empty."),
        ("1e999", "The result is not a number that JSON can carry"),
        ("99999999999999999999", "This number is too large"),
        ("b'x'", "This is not a JSON value."),
        ("1j", "This is not a JSON value."),
        ("a @ b", "This operator is not part of the language."),
        ("~1", "`~` is not part of the language."),
        ("sort([1, 'a'])", "Numbers and text cannot be put in one order."),
        ("sum(['a'])", "Only numbers can be added up, not text ('a')."),
        ("json_parse('{')", "This text is not JSON"),
        ("parse_date('soon')", "'soon' is no date in ISO 8601."),
        (
            "in_zone(now, 'Europe/Berln')",
            "There is no time zone `Europe/Berln`. Did you mean `Europe/Berlin`?",
        ),
        ("regex_test('a', '(?=a)')", "This regular expression cannot be used"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(source: str, message: str) -> None:
    assert error_of(source).message.startswith(message)


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("a && b", "Write `and` instead of `&&`."),
        ("a || b", "Write `or` instead of `||`"),
        ("!a", "Write `not` instead of `!`."),
        ("a === b", "Write `==` or `!=`."),
        ("a = b", "Write `==` to compare."),
        ("x => x", "Write `lambda x: …`"),
        ("a ? b : c", "Write `a if condition else b`"),
        ("$a", "Names are written without `$`."),
        ("name | upper + 'x'", "The pipe binds weaker"),
        ("n + 'a'", "Join text with an f-string"),
        ("upper(nothing)", "Use default(…)"),
        ("name.upper", "To call the method, write `.upper()`."),
    ],
)
def test_a_likely_slip_gets_a_hint(source: str, hint: str) -> None:
    assert (error_of(source).hint or "").startswith(hint)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("n + missing", (1, 5, 12)),
        ("n +\n  missing.x", (2, 3, 10)),
        ("'ü' + missing", (1, 7, 14)),
        ("outputs.greet.nope + 1", (1, 1, 19)),
        ("[x.nope for x in outputs.fetch.rows]", (1, 2, 8)),
        ("f'ü {missing}'", (1, 6, 13)),
        ("n + inputs.from.x", (1, 5, 16)),
        ("upper(n)", (1, 1, 9)),
        ("1 + upperr('a')", (1, 5, 11)),
        ("n + (1 / 0)", (1, 6, 11)),
    ],
)
def test_an_error_knows_its_line_and_columns(source: str, place: tuple[int, int, int]) -> None:
    error = error_of(source)

    assert (error.line, error.column, error.end_column) == place


def test_an_error_in_a_template_is_placed_in_the_whole_text() -> None:
    template = compile_template("Dear {{ name }},\nyou owe {{ outputs.gret }}.")

    with pytest.raises(ExpressionError) as caught:
        template.evaluate(SCOPE)

    assert (caught.value.line, caught.value.column, caught.value.end_column) == (2, 12, 24)


def test_an_error_can_be_sent_as_json() -> None:
    error = error_of("a && b")

    assert error.as_json() == {
        "message": error.message,
        "line": 1,
        "column": 4,
        "end_column": 5,
        "field": None,
        "hint": "Write `and` instead of `&&`.",
    }


def test_a_value_that_is_not_json_is_refused_by_name() -> None:
    class Host:
        secret = "x"

    for source in ("host", "[host]", "host.secret", "host == 1", "f'{host}'", "host | text", "{'a': host}"):
        assert "Host is not JSON" in error_of(source, {"host": Host()}).message


def test_an_expression_that_fails_names_what_exists_only_when_asked() -> None:
    class Scope(dict[str, object]):
        asked = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            Scope.asked += 1
            return super().__iter__()

    compile_expression("missing | default(1)").evaluate(Scope())

    assert Scope.asked == 0
