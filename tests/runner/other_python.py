"""`python -m tests.runner.other_python 3.12 <interpreter> <arguments of pytest>`: tests under another supported Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.bootstrap.stamps import fingerprint, read_stamp, write_stamp

BASE = Path(__file__).resolve().parent.parent.parent
SUPPORTED = ("3.11", "3.12", "3.13")


def others() -> list[str]:
    """The supported versions that this very interpreter is not."""
    own = ".".join(str(part) for part in sys.version_info[:2])
    return [version for version in SUPPORTED if version != own]


def find_python(version: str) -> str:
    """An interpreter on the path or kept by pyenv; "" where there is none. A shim that answers nothing is none."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    kept = sorted(root.glob(f"versions/{version}.*/bin/python"), reverse=True)
    candidates = [shutil.which(f"python{version}") or "", *map(str, kept)]
    return next((found for found in candidates if found and _is(found, version)), "")


def _is(python: str, version: str) -> bool:
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    asked = subprocess.run([python, "-c", question], capture_output=True, text=True)
    return asked.returncode == 0 and asked.stdout.strip() == version


def prepare(version: str, interpreter: str) -> Path:
    """The environment of this version with the locked packages in it; made once, and again when they change."""
    environment = BASE / f".venv-{version}"
    python = environment / "bin" / "python"
    stamp = environment / "quintet-stamp.json"
    lock = [BASE / "pyproject.toml", BASE / "constraints.txt"]
    wanted = fingerprint(lock, str(BASE), interpreter)
    if python.exists() and read_stamp(stamp).get("packages") == wanted:
        return python
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    make = [uv, "venv", "--quiet", "--python", interpreter] if uv else [interpreter, "-m", "venv"]
    install = [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install"]
    subprocess.run([*make, "--clear", str(environment)], check=True)
    subprocess.run(
        [*install, "--quiet", "--constraint", "constraints.txt", "--editable", ".[test]"],
        cwd=BASE,
        check=True,
    )
    write_stamp(stamp, packages=wanted)
    return python


def main() -> int:
    version, interpreter, *arguments = sys.argv[1:]
    try:
        python = prepare(version, interpreter)
    except subprocess.CalledProcessError as error:
        sys.stdout.write(f"The environment for Python {version} could not be made: {error}\n")
        return 1
    return subprocess.run([str(python), "-m", "pytest", *arguments], cwd=BASE).returncode


if __name__ == "__main__":
    sys.exit(main())
