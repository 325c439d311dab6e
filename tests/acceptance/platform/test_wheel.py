"""The wheel: complete, clean, and enough to run Quintet where there is no Node and no checkout."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.services.quintet import Quintet

MANUAL = {
    "format": 1,
    "nodes": [
        {"id": "start", "type": "trigger.manual"},
        {"id": "greet", "type": "data.set", "config": {"fields": {"text": "Hello {{ inputs.name }}"}}},
        {"id": "done", "type": "flow.end", "config": {"result": "{{ outputs.greet.text }}"}},
    ],
    "edges": [{"source": "start", "target": "greet"}, {"source": "greet", "target": "done"}],
    "inputs": {"type": "object", "properties": {"name": {"type": "string"}}},
}


@pytest.fixture(scope="module")
def quintet(
    installed: Path, path_without_node: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Quintet]:
    home = tmp_path_factory.mktemp("wheel") / "home"
    one = Quintet(home, command=[str(installed / "quintet")], settings={"PATH": path_without_node})
    assert shutil.which("node", path=path_without_node) is None
    yield one.start()
    assert one.stop() == 0


def test_it_carries_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for needed in (
        "builder/static/dist/manifest.json",
        "builder/static/quintet.svg",
        "builder/templates/builder/app.html",
        "builder/migrations/0001_first.py",
        "executions/migrations/0001_first.py",
        "config/bootstrap/__main__.py",
        "nodes/types/data/set.py",
    ):
        assert needed in names
    assert [name for name in names if re.match(r"builder/examples/.+\.json", name)]
    tops = {name.split("/")[0] for name in names if not name.startswith("quintet-")}
    assert tops == {"builder", "config", "executions", "nodes"}
    assert [name for name in names if "__pycache__" in name or "node_modules" in name] == []


def test_its_page_and_its_front_end_are_served(quintet: Quintet) -> None:
    with urlopen(quintet.link()) as response:
        page = response.read().decode()
        policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "<form" in page

    manifest = quintet.call("GET", "/static/dist/manifest.json").body
    script = quintet.call("GET", "/static/dist/" + manifest["src/main.tsx"]["file"])
    assert script.status == 200


def test_a_workflow_runs_to_its_end(quintet: Quintet) -> None:
    workflow = quintet.call("POST", "/api/workflows/", {"name": "Greet", "document": MANUAL})
    assert workflow.status == 201, workflow.body

    answer = quintet.call(
        "POST",
        f"/api/workflows/{workflow.body['id']}/execute/",
        {"inputs": {"name": "Ada"}, "async_execution": False, "wait_seconds": 30},
    )

    assert answer.status == 200, answer.body
    assert answer.body["status"] == "completed"
    assert answer.body["result"] == "Hello Ada"


def test_its_process_says_its_version(quintet: Quintet, wheel: Path) -> None:
    assert quintet.run("version").strip() == wheel.name.split("-")[1]
