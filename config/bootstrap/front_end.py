"""The browser half: npm packages by their lock, and the build that Django serves."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from config.bootstrap.stamps import fingerprint, read_stamp, write_stamp
from config.bootstrap.steps import run_step, say
from config.bootstrap.trouble import Trouble

LEAST = (20, 19)
NOT_SOURCE = {"node_modules", "dev", "coverage", ".vite", "test-results"}
NETWORK = "look at the lines above; most often the network or a proxy is the cause. Then start again."


def prepare_packages(base: Path) -> None:
    """`npm ci`, unless the installed packages are those of the lock."""
    front = base / "frontend"
    stamp = front / "node_modules" / ".quintet-stamp.json"
    wanted = fingerprint([front / "package.json", front / "package-lock.json"])
    if read_stamp(stamp).get("packages") == wanted:
        return
    problem = missing_tool()
    if problem:
        raise Trouble(problem)
    run_step("Installing front-end packages", ["npm", "ci", "--no-audit", "--no-fund"], front, NETWORK)
    write_stamp(stamp, packages=wanted)


def prepare_front_end(base: Path) -> None:
    """Build what the browser loads, unless it was built from these sources. Without Node an earlier build must do."""
    front = base / "frontend"
    built = base / "static" / "dist"
    stamp = built / "quintet-stamp.json"
    wanted = fingerprint(sorted(entry for entry in front.iterdir() if entry.name not in NOT_SOURCE))
    if read_stamp(stamp).get("sources") == wanted and (built / "manifest.json").exists():
        return
    problem = missing_tool()
    if problem:
        if (built / "manifest.json").exists():
            say(f"{problem} Going on with the front end that was built before.")
            return
        raise Trouble(problem)
    if not os.access(str(base), os.W_OK):
        raise Trouble(
            f"The folder {base} is read-only: copy it to a place where you can write, and start there."
        )
    prepare_packages(base)
    run_step("Building the front end", ["npm", "run", "build"], front, "look at the lines above.")
    write_stamp(stamp, sources=wanted)


def missing_tool() -> str:
    """What is wrong with Node on this machine as one sentence, or nothing."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        what = "npm" if node else "Node.js"
        return (
            f"{what} was not found: install Node.js 20.19 or newer (with npm) from your system or nodejs.org."
        )
    said = subprocess.run([node, "--version"], stdout=subprocess.PIPE).stdout.decode().strip()
    numbers = re.match(r"v(\d+)\.(\d+)", said)
    if not numbers or (int(numbers.group(1)), int(numbers.group(2))) < LEAST:
        return f"Node.js {said or 'of an unknown version'} is too old: install 20.19 or newer from your system or nodejs.org."
    return ""
