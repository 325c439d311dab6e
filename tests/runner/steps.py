"""What is run, in which order: what fails quickest comes first."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.runner.other_python import find_python, others

BASE = Path(__file__).resolve().parent.parent.parent
FRONT = BASE / "frontend"
PYTHON = sys.executable
SCRIPTS = Path(PYTHON).parent


@dataclass(frozen=True, slots=True)
class Step:
    """One command. `report` says what counts its tests; a step without one counts as a single check."""

    name: str
    command: tuple[str, ...]
    folder: Path = BASE
    quick: bool = False
    report: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    needs_browser: bool = False
    absent: str = ""
    """Why this machine cannot run it: then it is left out, and the table says so."""


def all_steps() -> list[Step]:
    return [*python_checks(), *front_end_checks(), *test_runs(), *other_pythons()]


def python_checks() -> list[Step]:
    return [
        Step("ruff", (str(SCRIPTS / "ruff"), "check", "."), quick=True),
        Step("ruff format", (str(SCRIPTS / "ruff"), "format", "--check", "."), quick=True),
        Step("import-linter", (str(SCRIPTS / "lint-imports"),), quick=True),
        Step("mypy", (str(SCRIPTS / "mypy"),), quick=True),
    ]


def front_end_checks() -> list[Step]:
    return [
        Step("biome", ("npx", "--no-install", "biome", "check", "."), FRONT, quick=True),
        Step("tsc", ("npx", "--no-install", "tsc", "--noEmit"), FRONT, quick=True),
        Step("vitest", ("npx", "--no-install", "vitest", "run"), FRONT, quick=True, report="vitest"),
    ]


def test_runs() -> list[Step]:
    on_postgresql = {"QUINTET_TEST_DATABASE": "postgresql"}
    return [
        _pytest("unit", "tests/unit", quick=True),
        _pytest("architecture", "tests/architecture", quick=True),
        _pytest("integration, SQLite", "tests/integration", "tests/faults"),
        _pytest("integration, PostgreSQL", "tests/integration", "tests/faults", environment=on_postgresql),
        _pytest("acceptance, product", "tests/acceptance/platform"),
        _pytest("acceptance, browser", "tests/acceptance/canvas", needs_browser=True),
    ]


def other_pythons() -> list[Step]:
    """The quick unit tests under each other supported Python that this machine has."""
    return [_under(version, find_python(version)) for version in others()]


def _under(version: str, interpreter: str) -> Step:
    command = (PYTHON, "-m", "tests.runner.other_python", version, interpreter)
    # A cache of its own: two versions at a time would write over each other's.
    options = ("-q", "-p", "no:cacheprovider", "-m", "not slow", "tests/unit")
    absent = "" if interpreter else f"Python {version} is not present on this machine"
    return Step(f"unit, Python {version}", (*command, *options), report="pytest", absent=absent)


def _pytest(
    name: str,
    *targets: str,
    quick: bool = False,
    environment: Mapping[str, str] | None = None,
    needs_browser: bool = False,
) -> Step:
    present = [target for target in targets if (BASE / target).is_dir()]
    command = (PYTHON, "-m", "pytest", "-q", "--durations=5", "--durations-min=2", *present)
    return Step(
        name,
        command,
        quick=quick,
        report="pytest",
        environment=environment or {},
        needs_browser=needs_browser,
    )
