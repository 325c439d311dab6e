"""Remembers what a step was done for, so that it is skipped while nothing it reads has changed."""

import hashlib
import json
from pathlib import Path


def fingerprint(paths: "list[Path]", *facts: str) -> str:
    """A hash over the content of files and folders and some facts."""
    digest = hashlib.sha256(repr(facts).encode())
    for path in paths:
        files = [path] if path.is_file() else sorted(entry for entry in path.rglob("*") if entry.is_file())
        for file in files:
            digest.update(str(file.relative_to(path.parent)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_stamp(path: Path) -> "dict[str, str]":
    """What was noted, or nothing when there is no readable note."""
    try:
        content = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_stamp(path: Path, **facts: str) -> None:
    path.write_text(json.dumps(facts) + "\n")
