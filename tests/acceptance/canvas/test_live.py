"""What a person sees of a run while it goes on, through lost links and dead servers."""

import os
import signal
from typing import Any

from tests.acceptance.canvas.bench import HELLO, Bench

SLOW: dict[str, Any] = {
    "format": 1,
    "nodes": [
        {"id": "start", "type": "trigger.manual", "name": "Start", "position": {"x": 0, "y": 0}},
        {
            "id": "rest",
            "type": "flow.delay",
            "name": "Rest",
            "position": {"x": 280, "y": 0},
            "config": {"seconds": 3},
        },
        {
            "id": "done",
            "type": "flow.end",
            "name": "Done",
            "position": {"x": 560, "y": 0},
            "config": {"result": "rested"},
        },
    ],
    "edges": [{"source": "start", "target": "rest"}, {"source": "rest", "target": "done"}],
}


def test_rings_change_while_it_happens(bench: Bench) -> None:
    bench.open(bench.make(SLOW))

    bench.run()

    bench.ring("Start", "completed")
    bench.ring("Rest", "waiting")
    bench.ring("Done", "completed")
    bench.until("completed")
    assert bench.page.title().startswith("Completed")


def test_a_page_that_lost_its_link_catches_up(bench: Bench) -> None:
    """R37"""
    bench.open(bench.make(SLOW))
    bench.run()
    bench.ring("Rest", "waiting")

    os.kill(bench.quintet.processes()["web"], signal.SIGKILL)

    bench.until("completed", seconds=40)
    bench.ring("Done", "completed")


def test_a_double_click_starts_one_run(bench: Bench) -> None:
    workflow = bench.make(SLOW)
    bench.open(workflow)

    bench.page.get_by_role("button", name="Run", exact=True).first.dblclick()
    bench.ring("Rest", "waiting")

    runs = bench.quintet.call("GET", f"/api/workflows/{workflow}/executions/").body["results"]
    assert len(runs) == 1


def test_a_run_is_cancelled_from_the_page(bench: Bench) -> None:
    bench.open(bench.make(SLOW))
    bench.run()
    bench.ring("Rest", "waiting")

    bench.page.get_by_role("button", name="Cancel", exact=True).click()

    bench.until("cancelled")


def test_the_form_of_the_inputs_is_asked_and_its_values_arrive(bench: Bench) -> None:
    hello = {
        **SLOW,
        "inputs": {"type": "object", "properties": {"who": {"type": "string", "title": "Who"}}},
        "nodes": [SLOW["nodes"][0], {**SLOW["nodes"][2], "config": {"result": "Hello {{ who }}"}}],
        "edges": [{"source": "start", "target": "done"}],
    }
    bench.open(bench.make(hello))

    bench.run()
    dialog = bench.page.get_by_role("dialog", name="Run")
    dialog.get_by_label("Who").fill("Ada")
    dialog.get_by_role("button", name="Run", exact=True).click()

    bench.until("completed")
    bench.page.get_by_role("tree", name="result").get_by_text("Hello Ada").wait_for()


def test_an_invalid_workflow_says_which_node_is_wrong(bench: Bench) -> None:
    broken = {
        **SLOW,
        "nodes": [*SLOW["nodes"][:2], {**SLOW["nodes"][2], "config": {"result": "{{ outputs.nobody }}"}}],
    }
    bench.open(bench.make(broken))

    bench.page.locator("header").get_by_text("1 problem").click()

    bench.page.get_by_role("dialog", name="Problems").get_by_text("nobody").wait_for()


def test_a_past_run_is_drawn_as_it_was_and_the_draft_is_one_click_away(bench: Bench) -> None:
    page = bench.page
    bench.open(bench.make(HELLO))
    bench.run()
    bench.until("completed")
    run = page.url
    bench.drop("data.sort", 480, 100)
    bench.saved()

    page.goto(run)
    page.get_by_text("The draft has changed since this run.").wait_for()
    bench.ring("Greet", "completed")
    then = bench.cards
    page.get_by_role("button", name="Back to the draft").click()
    bench.card("Sort").wait_for()

    assert (then, bench.cards) == (3, 4)
