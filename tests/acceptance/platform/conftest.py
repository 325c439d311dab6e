"""What the tests of the installable product share: a wheel built once, and a fresh environment with nothing but it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.quintet import BASE

SOURCES = ("builder", "config", "executions", "nodes", "templates", "static")
FILES = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "constraints.txt")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of these sources, built from a copy so that no build folder stays in them."""
    copy = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        shutil.copytree(BASE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(BASE / name, copy / name)
    assert (copy / "static" / "dist" / "manifest.json").exists(), "The front end is not built: npm run build."
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(copy / "out"),
        str(copy),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return next((copy / "out").glob("quintet-*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment into which the wheel alone was installed."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    command = [
        str(environment / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    subprocess.run([*command, "--constraint", str(BASE / "constraints.txt"), str(wheel)], check=True)
    return environment / "bin"


@pytest.fixture(scope="session")
def path_without_node(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which there is neither Node nor npm."""
    few = tmp_path_factory.mktemp("bin")
    for name in ("sh", "env", "uname"):
        found = shutil.which(name)
        if found:
            (few / name).symlink_to(found)
    return os.pathsep.join([str(installed), str(few)])


@pytest.fixture(scope="session")
def path_with_uv(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The PATH with uv in front, where the development environment has it."""
    folder = tmp_path_factory.mktemp("uv")
    uv = Path(sys.executable).parent / "uv"
    if uv.exists():
        (folder / "uv").symlink_to(uv)
    return os.pathsep.join([str(folder), os.environ["PATH"]])
