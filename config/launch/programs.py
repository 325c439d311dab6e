"""What one person on one machine needs running: Redis, web, worker and clock."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from config.launch.children import start_child
from config.launch.redis_server import start_redis
from config.launch.supervisor import Program, named_environment


def redis_program(socket_path: Path, data: Path) -> Program:
    return Program("redis", lambda: start_redis(socket_path, data))


def own_programs() -> list[Program]:
    """The three of ours, in the order in which they should be up."""
    return [
        Program("web", _command("web"), seconds_to_end=8),
        Program("worker", _command("worker"), seconds_to_end=20),
        Program("clock", _command("clock"), seconds_to_end=8),
    ]


def _command(name: str) -> Callable[[], subprocess.Popen[bytes]]:
    # -P: a package named `config` in the folder where somebody happens to stand must not be taken for ours.
    command = [sys.executable, "-P", "-m", "config.cli", name]
    return lambda: start_child(command, environment=named_environment(name))
