"""R4: whatever a document looks like, reading and checking it gives problems and never an exception."""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings

from builder.graph.changes import compare, merge
from builder.graph.completions import scope_schema
from builder.graph.document import content_hash, dump, parse
from builder.graph.json_text import loads
from builder.graph.problems import ERROR, WARNING
from builder.graph.references import uses
from builder.graph.text import FORMS, write
from builder.graph.validation import Surroundings, validate
from tests.unit.builder.graph.builders import REGISTRY, TYPES, Types, a_document, a_type, says
from tests.unit.builder.graph.documents import ANY_DOCUMENTS

SEEDS = [
    a_document(
        "start > check",
        "check.true > a > join",
        "check.false > b > join",
        "join > loop > last",
        "a.error > c",
        a={
            "settings": {"on_error": "route", "retry": {"attempts": 2}, "undo": "c"},
            **says("{{ inputs.x }}"),
        },
        join={"settings": {"join": {"count": 2}}, **says("{{ outputs.a }} {{ default(outputs.b, 1) }}")},
        loop={"config": {"items": "{{ outputs.start.rows }}", "result": "outputs.x.y"}},
        x={"parent": "loop", **says("{{ item }}")},
        w={"type": "t.while", "config": {"condition": "state < 3", "max_iterations": 3}},
        around={
            "inputs": {"properties": {"x": {"type": "string"}}, "required": ["x"]},
            "settings": {"concurrency": 3},
        },
    ),
    a_document(
        "start > s",
        "hook > s",
        "s.big > d",
        "s.default > end",
        hook={"type": "t.hook", "config": {"path": "x"}},
        s={
            "type": "t.switch",
            "config": {"cases": [{"key": "big", "when": "input > {{ x }}"}]},
            "settings": {"join": "all_live"},
        },
        d={"type": "t.request", "config": {"url": "{{ vars.url }}", "login": "c"}},
        e={"type": "t.call", "config": {"workflow": "w", "inputs": {}}},
        f={"type": "t.scope", "parent": "g"},
        g={"type": "t.each", "parent": "f"},
    ),
]
JUNK: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**70,
    float("nan"),
    float("inf"),
    "",
    " ",
    "a",
    "a b",
    "🦉",
    "start",
    "loop",
    "main",
    "error",
    "\x00",
    "\ud800",
    "__proto__",
    "{{",
    "{{ }}",
    "{{ outputs }}",
    "{{ outputs.a",
    "{{ outputs.x.y }}",
    "{{ (" + "(" * 300,
    "1 +",
    [],
    {},
    [[]],
    [None],
    {"": 1},
    {"__proto__": 1},
    {"count": "x"},
    {"count": 10**12},
    {"count": True},
    {"a": {"b": [1]}},
    object(),
    (1, 2),
    {1: 2},
    b"x",
    "x" * 5000,
]
AROUND = Surroundings(
    credentials={"c": "smtp"},
    variables={"url"},
    workflows={"w": {"required": ["a", 3]}},
    webhook_paths={"x": "Other"},
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    found: list[tuple[Any, Any]] = []
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        found.append((value, key))
        found += places(part)
    return found


def broken(seed: int) -> dict[str, Any]:
    """A document in which one to four things were replaced, removed, added or doubled."""
    chance = random.Random(seed)
    document = copy.deepcopy(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 4)):
        container, key = chance.choice(places(document))
        what = chance.random()
        if what < 0.6:
            container[key] = copy.copy(chance.choice(JUNK))
        elif what < 0.75:
            del container[key]
        elif what < 0.9 and isinstance(container, dict):
            container[str(chance.choice(["parent", "join", "config", "x", "id", "target"]))] = copy.copy(
                chance.choice(JUNK)
            )
        elif isinstance(container, list):
            container.append(copy.deepcopy(container[key]))
    return document


def check(document: Any) -> None:
    problems = validate(document, REGISTRY, AROUND)
    for problem in problems:
        assert problem.severity in (ERROR, WARNING)
        assert problem.message
        assert json.dumps(problem.as_json(), ensure_ascii=False).encode()
    parsed = parse(document)
    assert (parsed.graph is None) == any(problem.severity == ERROR for problem in parsed.problems)
    if parsed.readable is not None:
        content_hash(parsed.readable)
        assert compare(parsed.readable, parsed.readable).is_empty
        uses(document, REGISTRY)
        for node in parsed.readable.nodes[:2]:
            scope_schema(parsed.readable, node.id, REGISTRY)
    if parsed.graph is not None:
        assert parse(dump(parsed.graph)).graph == parsed.graph


@pytest.mark.parametrize("start", range(0, 2_000, 500))
def test_broken_documents_give_problems(start: int) -> None:
    for seed in range(start, start + 500):
        check(broken(seed))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(3_000, 25_000, 1_000))
def test_very_many_broken_documents_give_problems(start: int) -> None:
    for seed in range(start, start + 1_000):
        check(broken(seed))


@settings(max_examples=150, deadline=None)
@given(document=ANY_DOCUMENTS)
def test_documents_of_any_shape_give_problems(document: Any) -> None:
    check(document)


@pytest.mark.parametrize("form", FORMS)
def test_broken_texts_give_problems(form: str) -> None:
    graph = parse(SEEDS[0]).graph
    assert graph is not None
    text = write(graph, form)
    chance = random.Random(7)
    signs = [
        "{",
        "}",
        "[",
        "\n",
        '"',
        "'",
        ":",
        "-",
        "#",
        "*",
        "&",
        "!",
        "\t",
        "\x00",
        "🦉",
        "1e999",
        "(",
        ")",
        ",",
        "\\",
    ]

    for _ in range(40):
        place = chance.randrange(len(text))
        cut = text[:place] + chance.choice(signs) + text[place + chance.randint(0, 3) :]
        found = FORMS[form].read(cut)
        assert found.problems or isinstance(found.value, object)
        check(found.value)


def test_merging_broken_documents_gives_a_document() -> None:
    for seed in range(0, 300, 3):
        merged = merge(broken(seed), broken(seed + 1), broken(seed + 2))

        assert parse(merged.document).readable is not None


def test_random_json_text_is_read_or_refused() -> None:
    chance = random.Random(3)
    text = json.dumps(SEEDS[1])
    for _ in range(300):
        place = chance.randrange(len(text))
        loads(text[:place] + chance.choice('{}[]",:\\0eEuN') + text[place + 1 :])


def stumbles(config: Any, *more: Any) -> Any:
    raise RuntimeError("a foreign type has a mistake")


def test_node_types_that_stumble_do_not_stop_the_checks() -> None:
    """A foreign node type may compute its ports, or upgrade a config, in a way that fails."""
    types = Types(
        (
            *TYPES,
            a_type("t.ports", ports=stumbles),
            a_type("t.none", ports=lambda config: None),
            a_type("t.old", version=3, upgrade=stumbles),
            a_type("t.odd", version=3, upgrade=lambda config, version: None),
        )
    )
    kinds = ["t.ports", "t.none", "t.old", "t.odd"]
    document = a_document(
        "start > n0 > n1 > n2 > n3", **{f"n{at}": {"type": kind} for at, kind in enumerate(kinds)}
    )

    assert validate(document, types) == []
