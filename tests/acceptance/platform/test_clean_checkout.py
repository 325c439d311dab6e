"""`make run` in a clean checkout: from nothing to a running Quintet, and quicker the second time."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.processes import alive, children_of, until
from tests.services.quintet import BASE, Quintet

NOT_COPIED = shutil.ignore_patterns(
    ".git",
    ".venv",
    "var",
    "node_modules",
    "dist",
    "build",
    "__pycache__",
    "*.egg-info",
    ".*_cache",
    ".hypothesis",
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("clean") / "quintet"
    shutil.copytree(BASE, copy, ignore=NOT_COPIED)
    return copy


@pytest.fixture
def quintet(checkout: Path, tmp_path: Path, path_with_uv: str) -> Iterator[Quintet]:
    one = Quintet(tmp_path / "home", folder=checkout, command=["make"], settings={"PATH": path_with_uv})
    yield one.start(seconds=400, arguments=("run", f"PORT={one.port}", f"QUINTET_HOME={one.home}"))
    one.stop()


def supervisor_of(quintet: Quintet) -> int:
    assert quintet.process is not None
    return next(iter(children_of(quintet.process.pid)))


def test_it_installs_builds_and_runs_without_a_terminal(quintet: Quintet) -> None:
    for step in ("Installing Python packages", "Installing front-end packages", "Building the front end"):
        assert step in quintet.output
    quintet.command = [f"{quintet.folder}/.venv/bin/quintet"]
    assert quintet.call("GET", "/api/workflows/").status == 200


def test_the_second_time_every_step_is_skipped_and_a_killed_make_takes_all_along(quintet: Quintet) -> None:
    assert "Installing" not in quintet.output
    assert "Building" not in quintet.output
    numbers = [supervisor_of(quintet), *children_of(supervisor_of(quintet))]
    assert quintet.process is not None

    quintet.process.send_signal(signal.SIGKILL)
    quintet.process.wait()

    assert until(lambda: not any(alive(number) for number in numbers), 30)


def test_a_read_only_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    copy = tmp_path / "read-only"
    shutil.copytree(BASE, copy, ignore=NOT_COPIED)
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    for folder in [copy, *copy.parents[:3]]:
        folder.chmod(0o755)
    command = [
        *(nobody if shutil.which("setpriv") else []),
        "make",
        "run",
        f"QUINTET_HOME={tmp_path / 'home'}",
    ]

    done = subprocess.run(command, cwd=copy, capture_output=True, text=True)

    assert done.returncode != 0
    assert f"The folder {copy} is read-only" in done.stderr
