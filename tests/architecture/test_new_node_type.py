"""A node type is one file: dropped in, it is in the registry, the API, the palette and the reference, and nothing else was edited."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import BASE, PACKAGES

DROPPED = '''"""Says a word as often as it is told."""

from nodes.base import NodeConfig, NodeContext
from nodes.effects import Effect
from nodes.fields import number, text
from nodes.node import node


class Config(NodeConfig):
    word: str = text(title="Word", help="What is said.")
    times: int = number(2, title="Times", ge=1, le=10)


@node(
    key="data.echo_for_test",
    title="Echo for a test",
    group="data",
    icon="megaphone",
    summary="Says a word several times.",
    config=Config,
    effect=Effect.PURE,
)
def echo(config: Config, context: NodeContext) -> str:
    return " ".join([config.word] * config.times)
'''

ASK = """
import json, django
django.setup()
from django.test.utils import setup_test_environment
from django.core.management import call_command
setup_test_environment()
call_command("migrate", verbosity=0)
from builder.catalogue import catalogue
from builder.services.create_token import create_token
from builder.services.first_steps import ensure_first_project
from django.test import Client
user, project = ensure_first_project()
_row, token = create_token(project, user, "test")
headers = {"Authorization": f"Bearer {token}"}
client = Client(headers=headers)
print(json.dumps({
    "known": catalogue().get("data.echo_for_test") is not None,
    "palette": client.get("/api/node-types/").json(),
    "form": client.get("/api/node-types/data.echo_for_test/").json(),
    "preview": client.post(
        "/api/workflows/",
        {"name": "x", "document": {"format": 1, "edges": [], "nodes": [
            {"id": "start", "type": "trigger.manual"}, {"id": "echo", "type": "data.echo_for_test", "config": {"times": 99}}]}},
        content_type="application/json",
    ).json(),
}))
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product with one more file in it."""
    copy = tmp_path_factory.mktemp("product")
    for package in (*PACKAGES, "templates", "static"):
        shutil.copytree(BASE / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "dist"))
    (copy / "nodes" / "types" / "data" / "echo_for_test.py").write_text(DROPPED)
    return copy


def run_in(sources: Path, *arguments: str) -> str:
    settings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings |= {
        "PYTHONPATH": str(sources),
        "QUINTET_HOME": str(sources / "home"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [sys.executable, *arguments], cwd=sources, env=settings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def answers(sources: Path) -> dict[str, Any]:
    return json.loads(run_in(sources, "-c", ASK).splitlines()[-1])


def test_it_is_in_the_registry(answers: dict[str, Any]) -> None:
    assert answers["known"]


def test_it_is_in_the_palette(answers: dict[str, Any]) -> None:
    listed = answers["palette"]
    types = listed["results"] if isinstance(listed, dict) else listed
    assert [each["title"] for each in types if each["key"] == "data.echo_for_test"] == ["Echo for a test"]


def test_its_form_follows_from_its_config_class(answers: dict[str, Any]) -> None:
    fields = answers["form"]["schema"]["properties"]
    assert list(fields) == ["word", "times"]
    assert (fields["word"]["x-widget"], fields["times"]["maximum"]) == ("text", 10)


def test_its_config_is_validated(answers: dict[str, Any]) -> None:
    assert answers["preview"]["problems_count"] > 0


def test_its_page_of_the_reference_follows(sources: Path) -> None:
    run_in(sources, "-m", "nodes.reference", str(sources / "reference"))

    page = (sources / "reference" / "data.echo_for_test.md").read_text()
    assert "Says a word several times." in page
    assert "What is said." in page
    assert "data.echo_for_test.md" in (sources / "reference" / "README.md").read_text()
