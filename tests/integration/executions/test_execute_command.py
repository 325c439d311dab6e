"""`workflows execute` at a terminal."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from executions.models import Execution
from tests.integration.executions.stage import a_chain, a_node, a_workflow, an_actor
from tests.integration.executions.test_api import CarriedMeanwhile

PROJECT = ("--project", "team")


def execute(*arguments: str) -> tuple[str, Any]:
    out = StringIO()
    try:
        call_command("workflows", "execute", *arguments, *PROJECT, stdout=out)
    except SystemExit as end:
        return out.getvalue().strip(), end.code
    return out.getvalue().strip(), 0


@pytest.mark.parametrize("way", ["text", "file"])
def test_it_prints_the_result(way: str, tmp_path: Path) -> None:
    a_workflow()
    (tmp_path / "inputs.json").write_text('{"name": "Ada"}')
    inputs = '{"name": "Ada"}' if way == "text" else f"@{tmp_path / 'inputs.json'}"

    with CarriedMeanwhile():
        said, code = execute("greeting", "--inputs", inputs)

    assert (json.loads(said), code) == ("Hello Ada", 0)


def test_a_failed_run_ends_with_1_and_says_why() -> None:
    a_workflow(a_chain(a_node("stop", "flow.stop", {"message": "No more paper."})))

    with CarriedMeanwhile():
        said, code = execute("greeting")

    assert code == 1
    assert "failed: No more paper." in said


def test_what_has_not_ended_in_time_ends_with_3_and_is_not_lost() -> None:
    a_workflow()

    said, code = execute("greeting", "--seconds", "0", "--json")

    assert (json.loads(said)["status"], code) == ("queued", 3)
    assert Execution.objects.count() == 1


def test_one_key_starts_one_execution() -> None:
    a_workflow()

    for _ in range(2):
        execute("greeting", "--seconds", "0", "--idempotency-key", "k")

    assert Execution.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("greeting", "--inputs", "{"), "inputs cannot be read"),
        (("greeting", "--inputs", '{"name": 1}'), "do not fit"),
        (("greeting", "--inputs", "@/nowhere.json"), "inputs cannot be read"),
        (("greeting", "--revision", "latest"), "no version"),
        (("nothing",), "There is no workflow"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_starts(arguments: tuple[str, ...], words: str) -> None:
    an_actor()
    a_workflow()

    with pytest.raises(CommandError, match=words):
        execute(*arguments)

    assert Execution.objects.count() == 0
