"""Quintet from the wheel inside a foreign Django project, with a node type that is the project's own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from config.launch.children import end_child, start_child
from tests.services.processes import free_port, until
from tests.services.quintet import BASE, Quintet
from tests.services.redis import redis_in


@dataclass(slots=True)
class Shop:
    """The running example project."""

    api: Quintet

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self.api.call(method, "/automation/api/" + path, body)


@pytest.fixture(scope="module")
def shop(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    project = folder / "project"
    shutil.copytree(
        BASE / "examples" / "django-project", project, ignore=shutil.ignore_patterns("__pycache__")
    )
    # Sockets have short paths: pytest's folder may be too deep for one.
    redis_folder = Path(f"/tmp/quintet-shop-{os.getpid()}")
    redis = redis_in(redis_folder)
    python = str(installed / "python")
    settings = {
        "REDIS_URL": redis.url,
        "SHOP_DATABASE": str(folder / "shop.sqlite3"),
        "PATH": os.environ["PATH"],
    }
    port = free_port()
    manage = [python, "manage.py"]
    web = [python, "-m", "uvicorn", "--port", str(port), "--lifespan", "off", "--log-level", "warning"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=project, env=settings, check=True)
    children = [
        start_child(command, environment=settings, folder=project)
        for command in ([*web, "shop_site.asgi:application"], [*manage, "worker"], [*manage, "clock"])
    ]
    api = Quintet(folder / "unused", port=port, command=manage, settings=settings, folder=project)
    try:
        assert until(lambda: _answers(api), 30)
        yield Shop(api)
    finally:
        for child in reversed(children):
            end_child(child, seconds=20)
        redis.stop()
        shutil.rmtree(redis_folder, ignore_errors=True)


def _answers(api: Quintet) -> bool:
    try:
        return api.call("GET", "/").status == 200
    except OSError:
        return False


def test_the_shop_keeps_its_own_pages(shop: Shop) -> None:
    assert shop.api.call("GET", "/").body == "The shop is open."


def test_the_shops_node_type_is_in_the_palette_with_its_form(shop: Shop) -> None:
    found = shop.call("GET", "node-types/shop.price_basket/")

    assert found.status == 200, found.body
    assert found.body["title"] == "Price a basket"
    assert set(found.body["schema"]["properties"]) == {"basket", "discount"}


def test_a_workflow_with_the_shops_node_type_runs_on_a_real_worker(shop: Shop) -> None:
    document = {
        "format": 1,
        "nodes": [
            {"id": "start", "type": "trigger.manual"},
            {
                "id": "price",
                "type": "shop.price_basket",
                "config": {"basket": "{{ inputs.basket }}", "discount": 10},
            },
            {"id": "done", "type": "flow.end", "config": {"result": "{{ outputs.price.total }}"}},
        ],
        "edges": [{"source": "start", "target": "price"}, {"source": "price", "target": "done"}],
    }
    workflow = shop.call("POST", "workflows/", {"name": "Price", "document": document})
    assert workflow.status == 201, workflow.body

    answer = shop.call(
        "POST",
        f"workflows/{workflow.body['id']}/execute/",
        {
            "inputs": {"basket": [{"price": 20, "count": 2}, {"price": 10}]},
            "async_execution": False,
            "wait_seconds": 30,
        },
    )

    assert answer.status == 200, answer.body
    assert answer.body["result"] == 45
