"""Who may import what, where import-linter's contracts cannot say it."""

import pytest

from tests.architecture.sources import imports_of, modules

QUEUE_DOORS = {"executions/queues.py", "executions/worker.py", "executions/management/commands/worker.py"}


def importers(package: str) -> set[str]:
    return {path for path in modules() if imports_of(path, package)}


def test_nobody_imports_config_but_config() -> None:
    assert {path for path in importers("config") if not path.startswith("config/")} == set()


@pytest.mark.parametrize("package", ["rq", "django_rq"])
def test_the_queue_is_known_to_its_doors_only(package: str) -> None:
    assert importers(package) - QUEUE_DOORS == set()


def test_channels_are_known_to_the_live_view_only() -> None:
    allowed = ("executions/live/", "config/asgi.py", "config/origin.py")
    assert {path for path in importers("channels") if not path.startswith(allowed)} == set()


def test_node_types_never_import_one_another() -> None:
    types = [
        path for path in modules() if path.startswith("nodes/types/") and not path.endswith("__init__.py")
    ]
    assert {path for path in types if imports_of(path, "nodes.types")} == set()


def test_node_types_do_not_know_django_outside_their_folder_for_it() -> None:
    found = {path for path in importers("django") if path.startswith("nodes/")}
    assert {path for path in found if not path.startswith("nodes/types/django/")} == set()


@pytest.mark.parametrize("zone", ["builder/graph/", "executions/engine/"])
@pytest.mark.parametrize(
    "package", ["django", "os", "time", "random", "socket", "subprocess", "threading", "logging"]
)
def test_the_pure_zones_touch_nothing(zone: str, package: str) -> None:
    assert {path for path in importers(package) if path.startswith(zone)} == set()
