"""The Python half: a virtual environment beside the sources, with the packages of the lock in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.bootstrap.stamps import fingerprint, read_stamp, write_stamp
from config.bootstrap.steps import run_step
from config.bootstrap.trouble import Trouble

LEAST = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11", "python3.14")


def switch_to_new_enough_python() -> None:
    """Go on in a newer Python when this one is too old and there is one; else say so."""
    if sys.version_info >= LEAST:
        return
    for name in NEWER_NAMES:
        found = shutil.which(name)
        if found and _is_new_enough(found):
            os.execv(found, [found, "-m", "config.bootstrap"] + sys.argv[1:])  # noqa: RUF005, S606 (Python 3.6 reads this)
    found_version = ".".join(str(part) for part in sys.version_info[:3])
    raise Trouble(
        f"Quintet needs Python 3.11 or newer, and {sys.executable} is {found_version}: "
        "install a newer one, or name it with make run PYTHON=/path/to/python3.12."
    )


def _is_new_enough(python: str) -> bool:
    test = f"import sys; sys.exit(sys.version_info < {LEAST!r})"
    return (
        subprocess.run([python, "-c", test], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        == 0
    )


def prepare_python(base: Path, *, dev: bool) -> Path:
    """The environment's interpreter, with everything installed. A fuller environment than asked for is left alone."""
    environment = base / ".venv"
    python = environment / "bin" / "python"
    stamp = environment / "quintet-stamp.json"
    wanted = fingerprint([base / "pyproject.toml", base / "constraints.txt", base / "setup.py"], str(base))
    have = read_stamp(stamp) if python.exists() and _is_new_enough(str(python)) else {}
    if have.get("packages") == wanted and (have.get("extras") == "dev" or not dev):
        return python
    _check_writable(base)
    if not (python.exists() and _is_new_enough(str(python))):
        _make_environment(base, environment)
    target = str(base) + ("[dev]" if dev or have.get("extras") == "dev" else "")
    run_step(
        "Installing Python packages",
        [*_installer(python), "--constraint", str(base / "constraints.txt"), "--editable", target],
        base,
        "look at the lines above; most often the network or a proxy is the cause. Then start again.",
    )
    write_stamp(stamp, packages=wanted, extras="dev" if target.endswith("]") else "")
    return python


def _make_environment(base: Path, environment: Path) -> None:
    uv = shutil.which("uv")
    command = [uv, "venv", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    run_step(
        "Making the environment",
        command + ["--clear", str(environment)],  # noqa: RUF005
        base,
        "on Debian and Ubuntu `apt install python3-venv` brings what is missing.",
    )


def _installer(python: Path) -> "list[str]":
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", str(python)]
    return [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]


def _check_writable(base: Path) -> None:
    if not os.access(str(base), os.W_OK):
        raise Trouble(
            f"The folder {base} is read-only: copy it to a place where you can write, and start there."
        )
