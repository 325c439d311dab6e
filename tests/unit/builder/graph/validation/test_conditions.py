"""R5–R8: what validation works out about paths agrees with trying every choice on random graphs."""

import itertools
import random
from typing import Any

import pytest

from builder.graph.document import parse
from builder.graph.validation.decisions import ALWAYS, NEVER, Decisions, TooManyCases
from builder.graph.validation.subject import Subject
from tests.unit.builder.graph.builders import REGISTRY

JOINS: list[Any] = ["all", "all", "all_live", "always", "any", {"count": 2}]


def random_document(seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    names = [f"n{number}" for number in range(chance.randint(3, 8))]
    nodes: list[dict[str, Any]] = [{"id": "start", "type": "t.start"}]
    edges = []
    kinds = {"start": "t.start"}
    for number, name in enumerate(names):
        kinds[name] = chance.choice(["t.step", "t.check", "t.check"])
        nodes.append({"id": name, "type": kinds[name], "settings": {"join": chance.choice(JOINS)}})
        before = ["start", *names[:number]]
        for source in chance.sample(before, min(len(before), chance.randint(1, 3))):
            port = chance.choice(["true", "false"]) if kinds[source] == "t.check" else "main"
            edges.append({"source": source, "target": name, "source_port": port})
    return {"nodes": nodes, "edges": edges}


def ran(document: dict[str, Any], choices: dict[str, str]) -> set[str]:
    """The slow and obvious way: carry the graph with these choices."""
    done = {"start"}
    for node in document["nodes"][1:]:
        live = [
            edge["source"] in done and choices.get(edge["source"], "main") == edge["source_port"]
            for edge in document["edges"]
            if edge["target"] == node["id"]
        ]
        join = node["settings"]["join"]
        wanted = join["count"] if isinstance(join, dict) else 1
        if join == "always" or (all(live) if join == "all_live" else sum(live) >= wanted):
            done.add(node["id"])
    return done


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_what_may_be_missing_is_what_some_choice_leaves_out(start: int) -> None:
    for seed in range(start, start + 100):
        document = random_document(seed)
        graph = parse(document).graph
        assert graph is not None
        subject = Subject(graph, REGISTRY)
        checks = [node.id for node in graph.nodes if node.type == "t.check"]
        cases = [
            ran(document, dict(zip(checks, options, strict=True)))
            for options in itertools.product(["true", "false"], repeat=len(checks))
        ]
        for here, wanted in itertools.permutations([node.id for node in graph.nodes], 2):
            expected = any(here in case and wanted not in case for case in cases)
            found = subject.conditions.missing(here, wanted)
            assert (found is not None) == expected, (seed, here, wanted)


@pytest.mark.parametrize("seed", range(60))
def test_the_case_that_is_told_really_leaves_the_output_out(seed: int) -> None:
    document = random_document(seed)
    graph = parse(document).graph
    assert graph is not None
    subject = Subject(graph, REGISTRY)
    checks = [node.id for node in graph.nodes if node.type == "t.check"]

    for here, wanted in itertools.permutations([node.id for node in graph.nodes], 2):
        told = subject.conditions.missing(here, wanted)
        if told is None:
            continue
        for options in itertools.product(["true", "false"], repeat=len(checks)):
            choices = dict(zip(checks, options, strict=True)) | dict(told)
            case = ran(document, choices)
            assert here in case
            assert wanted not in case


def test_a_count_of_choices_is_worked_out() -> None:
    decisions = Decisions()
    one, two, three = (decisions.option(number, 2, 0) for number in range(3))

    at_least_two = decisions.at_least(2, [one, two, three])

    assert decisions.implies(decisions.both(one, two), at_least_two)
    assert not decisions.implies(one, at_least_two)
    assert decisions.at_least(4, [one, two, three]) == NEVER
    assert decisions.either(one, decisions.negated(one)) == ALWAYS


def test_too_many_cases_are_given_up() -> None:
    decisions = Decisions(limit=20)

    with pytest.raises(TooManyCases):
        decisions.at_least(8, [decisions.option(number, 2, 0) for number in range(16)])
