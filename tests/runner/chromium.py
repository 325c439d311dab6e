"""A real browser for the acceptance tests: found, or installed on Debian by root, or a sentence that says how to get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
VARIABLE = "QUINTET_TEST_CHROMIUM"
HOW = (
    "no Chromium was found: install it (Debian: apt install chromium; Fedora: dnf install chromium; "
    f"macOS: brew install --cask chromium), or name one in {VARIABLE}"
)


def find_chromium() -> str | None:
    named = os.environ.get(VARIABLE)
    if named:
        return named if Path(named).exists() else None
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or next((place for place in PLACES if Path(place).exists()), None)


def bring_chromium() -> str | None:
    """A browser's path. Installs one only where that is ours to do: Debian's tools are there and we are root."""
    found = find_chromium()
    if found or not shutil.which("apt-get") or os.geteuid() != 0:
        return found
    sys.stdout.write("Installing Chromium with apt-get …\n")
    sys.stdout.flush()
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True)
        if done.returncode:
            sys.stdout.write(done.stdout[-2000:] + done.stderr[-2000:])
    return find_chromium()
