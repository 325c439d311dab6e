"""R13, R41: every name in an expression exists where it is used, and what may be missing is told with its path."""

from typing import Any

import pytest

from builder.graph.problems import ERROR, WARNING, Problem
from builder.graph.validation import Surroundings
from tests.unit.builder.graph.builders import a_document, problems_of, says

DECLARED = {"inputs": {"type": "object", "properties": {"email": {"type": "string"}}}}
Case = tuple[dict[str, Any], str, str]


def inside(parent: str, **fields: Any) -> dict[str, Any]:
    return {"parent": parent, **fields}


def reads(text: str, **around: Any) -> dict[str, Any]:
    return a_document("start > a > last", last=says(text), around=around or DECLARED)


FINE = {
    "an input by its own name": reads("{{ email }}"),
    "an input": reads("{{ inputs.email }}"),
    "the output of a node before": reads("{{ outputs.a.x }} {{ outputs['start'].y }}"),
    "what came in, and what is always there": reads(
        "{{ input }} {{ now }} {{ execution.id }} {{ workflow.name }}"
    ),
    "a name of its own": reads("{{ [x * 2 for x in input] }}"),
    "the item of a loop around (R13)": a_document(
        "start > loop", x=inside("loop", **says("{{ item }} {{ index }}"))
    ),
    "the item of a loop further out (R13)": a_document(
        "start > loop", scope=inside("loop"), x=inside("scope", **says("{{ item }}"))
    ),
    "an output from around the loop (R13)": a_document(
        "start > a > loop", x=inside("loop", **says("{{ outputs.a }}"))
    ),
    "a child in the result of its loop (R13)": a_document(
        "start > loop", loop={"config": {"result": "outputs.x.y"}}, x=inside("loop")
    ),
    "the state of a while loop (R13)": a_document(
        "start > w",
        w={
            "type": "t.while",
            "config": {"condition": "state < 3", "max_iterations": 5, "next_state": "state + 1"},
        },
    ),
    "the error behind an error port (R41)": a_document(
        "start > a > b", "a.error > c", a={"settings": {"on_error": "route"}}, c=says("{{ error.message }}")
    ),
    "an output on the only way": a_document(
        "start > check", "check.true > a > b", b=says("{{ outputs.a }} {{ outputs.check }}")
    ),
    "an output that both branches give": a_document(
        "start > check", "check.true > a", "check.false > a", "a > b", b=says("{{ outputs.a }}")
    ),
    "a check after branches have met": a_document(
        "start > check",
        "check.true > a > c",
        "check.false > b > c",
        "c > d",
        d=says("{{ outputs.c }} {{ outputs.check }}"),
    ),
    "branches that always run": a_document(
        "start > a > c", "start > b > c", c=says("{{ outputs.a }} {{ outputs.b }}")
    ),
    "behind ports that all fire": a_document(
        "start > f > a > c",
        "f.dropped > b > c",
        f={"type": "t.filter"},
        c=says("{{ outputs.a }} {{ outputs.b }}"),
    ),
    "a join over ports that may fire together": a_document(
        "start > s",
        "s.red > a > c",
        "s.blue > b > c",
        s={"type": "t.some"},
        c={"settings": {"join": "all_live"}},
    ),
    "a name that only its node knows, in a field that it evaluates": a_document(
        "start > s",
        s={"type": "t.switch", "config": {"cases": [{"key": "a", "when": "response.next and item"}]}},
    ),
    "a node whose id is a word of the language (R3)": a_document(
        "start > if > a", a=says("{{ outputs.if.x }}")
    ),
    "an output under default()": a_document(
        "start > check",
        "check.true > a > c",
        "check.false > c",
        c=says("{{ default(outputs.a, 1) }} {{ outputs.a | default(2) }}"),
    ),
    "the outputs of an undo node (R21)": a_document(
        "start > a > b", a={"settings": {"undo": "back"}}, back=says("{{ outputs.b }}")
    ),
}


@pytest.mark.parametrize("name", FINE)
def test_names_that_exist_are_no_problem(name: str) -> None:
    unfit = ("error_port_unconnected", "no_incoming_edge")

    assert [problem.message for problem in problems_of(FINE[name]) if problem.code not in unfit] == []


WRONG: dict[str, Case] = {
    "a node that does not exist (R41)": (
        reads("{{ outputs.strat.x }}"),
        "unknown_output",
        "Did you mean `start`?",
    ),
    "a misspelt name (R41)": (reads("{{ ouputs.a }}"), "unknown_name", "Did you mean `outputs`?"),
    "an input that is not declared (R41)": (
        reads("{{ inputs.emial }}"),
        "unknown_input",
        "Did you mean `inputs.email`?",
    ),
    "a bare name that is not declared (R41)": (reads("{{ emial }}"), "unknown_name", "Did you mean `email`?"),
    "a node by its bare name": (reads("{{ a.x }}"), "unknown_name", "write `outputs.a`"),
    "item outside a loop (R13)": (reads("{{ item }}"), "name_not_here", "inside a for-each loop"),
    "state in a for-each loop (R13)": (
        a_document("start > loop", x=inside("loop", **says("{{ state }}"))),
        "name_not_here",
        "inside a while loop",
    ),
    "error where nothing failed (R41)": (
        reads("{{ error.message }}"),
        "name_not_here",
        "behind an error port",
    ),
    "a node that comes later": (
        a_document("start > a > b", a=says("{{ outputs.b }}")),
        "output_not_before",
        "“B” does not come before “A”",
    ),
    "a node beside it": (
        a_document("start > a", "start > b", b=says("{{ outputs.a }}")),
        "output_not_before",
        "Draw a way",
    ),
    "its own output": (a_document("start > a", a=says("{{ outputs.a }}")), "own_output", "`input`"),
    "the loop around it (R13)": (
        a_document("start > loop", x=inside("loop", **says("{{ outputs.loop }}"))),
        "own_output",
        "has ended",
    ),
    "a child of a loop from outside (R13)": (
        a_document("start > loop > b", x=inside("loop"), b=says("{{ outputs.x }}")),
        "output_not_visible",
        "Read `outputs.loop`",
    ),
    "a child of another loop (R13)": (
        a_document(
            "start > loop > two",
            two={"type": "t.each"},
            x=inside("loop"),
            y=inside("two", **says("{{ outputs.x }}")),
        ),
        "output_not_visible",
        "outside “Loop”",
    ),
    "broken syntax (R41)": (reads("ok {{ email + }}"), "expression", ""),
    "a placeholder without an end (R41)": (reads("ok {{ email"), "expression", ""),
    "a broken condition (R41)": (
        a_document("start > check", check={"config": {"condition": "1 +"}}),
        "expression",
        "",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_does_not_exist_is_an_error_that_helps(name: str) -> None:
    document, code, told = WRONG[name]

    found = [problem for problem in problems_of(document) if problem.severity == ERROR]

    assert [problem.code for problem in found] == [code]
    assert told in found[0].message


def test_a_problem_says_where_in_the_text_it_is() -> None:
    text = "Hello {{ email }}, {{ outputs.strat.x }}"

    (found,) = problems_of(reads(text))

    assert (found.node, found.field) == ("last", "config.fields.text")
    assert text[found.start : found.end] == "outputs.strat.x"


def test_broken_syntax_is_told_with_its_place() -> None:
    text = "ok {{ email + }}"

    (found,) = problems_of(reads(text))

    assert found.start is not None
    assert 5 <= found.start <= len(text)


MISSING: dict[str, tuple[dict[str, Any], str]] = {
    "one branch": (
        a_document("start > check", "check.true > a > c", "check.false > b > c", c=says("{{ outputs.b }}")),
        "`outputs.b` is not there when “Check” goes “Yes”",
    ),
    "the other branch": (
        a_document("start > check", "check.true > a > c", "check.false > b > c", c=says("{{ outputs.a }}")),
        "when “Check” goes “No”",
    ),
    "further behind": (
        a_document(
            "start > check", "check.true > a > c > d > e", "check.false > c", e=says("{{ outputs.a }}")
        ),
        "when “Check” goes “No”",
    ),
    "from inside a loop (R13)": (
        a_document(
            "start > check",
            "check.true > a > loop",
            "check.false > loop",
            x=inside("loop", **says("{{ outputs.a }}")),
        ),
        "when “Check” goes “No”",
    ),
    "inside a loop": (
        a_document(
            "start > loop",
            "check.true > a > b",
            "check.false > b",
            check=inside("loop"),
            a=inside("loop"),
            b=inside("loop", **says("{{ outputs.a }}")),
        ),
        "when “Check” goes “No”",
    ),
    "in the result of a loop": (
        a_document(
            "start > loop",
            "check.true > a",
            loop={"config": {"result": "outputs.a"}},
            check=inside("loop"),
            a=inside("loop"),
        ),
        "when “Check” goes “No”",
    ),
    "behind a failure (R18)": (
        a_document(
            "start > a > b > d",
            "a.error > c > d",
            a={"settings": {"on_error": "route"}},
            d=says("{{ outputs.b }}"),
        ),
        "when “A” goes “Error”",
    ),
    "by another trigger (R44)": (
        a_document(
            "start > a > c",
            "hook > b > c",
            hook={"type": "t.hook", "config": {"path": "x"}},
            c=says("{{ outputs.a }}"),
        ),
        "the run starts at “Hook”",
    ),
    "by a join that does not wait (R8)": (
        a_document(
            "start > a > c", "start > b > c", c={**says("{{ outputs.b }}"), "settings": {"join": "any"}}
        ),
        "“C” does not wait",
    ),
    "by a count that does not wait for all (R8)": (
        a_document(
            "start > a > d",
            "start > b > d",
            "start > c > d",
            d={**says("{{ outputs.c }}"), "settings": {"join": {"count": 2}}},
        ),
        "“D” does not wait",
    ),
    "by a join that runs always (R8)": (
        a_document(
            "start > check",
            "check.true > a > b",
            b={**says("{{ outputs.a }}"), "settings": {"join": "always"}},
        ),
        "when “Check” goes “No”",
    ),
    "a port that need not fire": (
        a_document(
            "start > s", "s.red > a > c", "s.blue > b > c", s={"type": "t.some"}, c=says("{{ outputs.a }}")
        ),
        "when “S” goes “not red”",
    ),
    "a failure of a node whose ports all fire (R18)": (
        a_document(
            "start > f > a > c",
            "f.error > c",
            f={"type": "t.filter", "settings": {"on_error": "route"}},
            c=says("{{ outputs.a }}"),
        ),
        "when “F” goes “Error”",
    ),
    "over two choices": (
        a_document(
            "start > check",
            "check.true > two",
            "two.true > a > end_",
            "two.false > end_",
            "check.false > end_",
            two={"type": "t.check"},
            end_=says("{{ outputs.a }}"),
        ),
        "when “Check” goes “No”",
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_an_output_that_may_be_missing_is_told_with_the_way_there(name: str) -> None:
    document, told = MISSING[name]

    found = [problem for problem in problems_of(document) if problem.code == "output_maybe_missing"]

    assert [problem.severity for problem in found] == [WARNING]
    assert told in found[0].message


def test_all_live_makes_sure_of_every_branch() -> None:
    """R8: behind `all_live` nothing of what leads there is missing."""
    document = a_document(
        "start > x > c",
        "start > check",
        "check.true > a > c",
        c={**says("{{ outputs.a }} {{ outputs.x }}"), "settings": {"join": "all_live"}},
    )

    assert problems_of(document) == []


JOINS: dict[str, tuple[dict[str, Any], str, str]] = {
    "a count above the number of edges (R8)": (
        a_document("start > a > c", "start > b > c", c={"settings": {"join": {"count": 3}}}),
        ERROR,
        "only 2 edges lead",
    ),
    "all_live over branches that exclude one another (R8)": (
        a_document(
            "start > check", "check.true > a > c", "check.false > b > c", c={"settings": {"join": "all_live"}}
        ),
        WARNING,
        "exclude one another",
    ),
    "a count over branches that exclude one another (R8)": (
        a_document(
            "start > check",
            "check.true > a > c",
            "check.false > b > c",
            c={"settings": {"join": {"count": 2}}},
        ),
        WARNING,
        "exclude one another",
    ),
}


@pytest.mark.parametrize("name", JOINS)
def test_a_join_that_can_never_be_met_is_told(name: str) -> None:
    document, severity, told = JOINS[name]

    found = [problem for problem in problems_of(document) if problem.code == "join_never"]

    assert [problem.severity for problem in found] == [severity]
    assert told in found[0].message


def test_all_live_does_not_wait_for_what_another_trigger_reaches() -> None:
    """R44: a join does not wait for what only other triggers reach."""
    document = a_document(
        "start > a > c",
        "hook > b > c",
        hook={"type": "t.hook", "config": {"path": "x"}},
        c={"settings": {"join": "all_live"}},
    )

    assert problems_of(document) == []


def variables(text: str) -> list[Problem]:
    return problems_of(a_document("start > a", a=says(text)), Surroundings(variables={"api_key"}))


def test_a_variable_that_is_not_there_is_told_with_the_nearest() -> None:
    assert variables("{{ vars.api_key }}") == []
    assert [
        "Did you mean `vars.api_key`?" in problem.message for problem in variables("{{ vars.apikey }}")
    ] == [True]


def test_without_declared_inputs_an_unknown_name_is_only_suspect() -> None:
    found = problems_of(a_document("start > a", a=says("{{ customer }} {{ inputs.city }}")))

    assert [(problem.code, problem.severity) for problem in found] == [
        ("unknown_name", WARNING),
        ("unknown_input", WARNING),
    ]


def test_graphs_with_very_many_choices_are_given_up_quietly() -> None:
    chains = [f"start > c{number}" for number in range(60)]
    chains += [f"c{number}.true > join" for number in range(60)]
    checks = {f"c{number}": {"type": "t.check"} for number in range(60)}
    document = a_document(
        *chains, join={**says("{{ outputs.c1 }}"), "settings": {"join": {"count": 30}}}, **checks
    )

    assert {problem.severity for problem in problems_of(document)} <= {WARNING}


REQUEST = {"type": "t.request", "config": {"url": "x"}}


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        ("{{ outputs.a.status }}", {}, None),
        ("{{ outputs.a }}", {}, None),
        ("{{ default(outputs.a.stats, 1) }}", {}, None),
        ("{{ outputs.a.stats }}", {"settings": {"on_error": "continue"}}, None),
        ("{{ outputs.a.stats }}", {}, "Did you mean `status`?"),
        ("{{ outputs['a'].xyz }}", {}, "It gives `status`."),
    ],
)
def test_a_field_that_a_node_does_not_give_is_suspect(
    text: str, fields: dict[str, Any], told: str | None
) -> None:
    found = problems_of(a_document("start > a > b", a={**REQUEST, **fields}, b=says(text)))

    assert [problem.code for problem in found] == (["unknown_output_field"] if told else [])
    assert all(told in problem.message for problem in found if told)
