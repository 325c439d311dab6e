"""The whole product as a process, started and used as people do."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from config.launch.children import start_child
from tests.services.processes import children_of, free_port, until

BASE = Path(__file__).resolve().parent.parent.parent
COMMAND = (sys.executable, "-P", "-m", "config.cli")
LINK = re.compile(r"http://\S+/sign-in/\S+")
OWN = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PORT", "HOST", "MAKELEVEL")


@dataclass(slots=True)
class Answer:
    """What the API said."""

    status: int
    body: Any


@dataclass(slots=True)
class Quintet:
    """One running installation with a data folder and a port of its own."""

    home: Path
    port: int = field(default_factory=free_port)
    command: Sequence[str] = COMMAND
    settings: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    token: str = ""
    under_make: bool = False

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def output(self) -> str:
        return (self.home.parent / f"{self.home.name}.log").read_text(errors="replace")

    def environment(self) -> dict[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in OWN and (not name.startswith("QUINTET_") or name == "QUINTET_TEST_RUN")
        }
        return inherited | {"QUINTET_HOME": str(self.home), "PORT": str(self.port)} | dict(self.settings)

    def start(self, *, seconds: float = 60, arguments: Sequence[str] = ("run",)) -> "Quintet":
        """Start it and wait until it has printed the link to sign in."""
        self.home.parent.mkdir(parents=True, exist_ok=True)
        self.under_make = self.command[0] == "make"
        with (self.home.parent / f"{self.home.name}.log").open("wb") as log:
            self.process = start_child(
                [*self.command, *arguments],
                environment=self.environment(),
                folder=self.folder or Path(tempfile.gettempdir()),
                output=log,
            )
        process = self.process
        up = until(lambda: LINK.search(self.output) or process.poll() is not None, seconds)
        if not up or process.poll() is not None:
            self.stop()
            raise RuntimeError(f"Quintet did not start:\n{self.output[-4000:]}")
        return self

    def stop(self, *, seconds: float = 30) -> int | None:
        """Ctrl-C; to make a polite kill, as it hands no other signal on."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM if self.under_make else signal.SIGINT)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
        return self.process.wait()

    def link(self) -> str:
        found = LINK.findall(self.output)
        assert found, self.output
        return str(found[-1])

    def processes(self) -> dict[str, int]:
        """Numbers of the running processes by name: redis, web, worker, clock."""
        assert self.process is not None
        named = {}
        for number, command in children_of(self.process.pid).items():
            words = command.split()
            is_redis = "redis.sock" in command or "valkey-server" in command or "redis-server" in command
            if words:
                named["redis" if is_redis else words[-1]] = number
        return named

    def run(self, *arguments: str) -> str:
        """A command against the same data, such as `tokens create --name x`; its standard output."""
        done = subprocess.run(
            [*self.command, *arguments],
            env=self.environment(),
            cwd=self.folder or tempfile.gettempdir(),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def call(
        self, method: str, path: str, body: Any = None, *, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A request to the API with a token of this installation, which is made when it is first needed."""
        if not self.token:
            self.token = self.run("tokens", "create", "--name", "tests").split()[-1]
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.url + path, data=data, method=method)
        for name, value in {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            **(headers or {}),
        }.items():
            request.add_header(name, value)
        try:
            with urlopen(request, timeout=60) as response:
                return Answer(response.status, _read(response.read()))
        except HTTPError as error:
            return Answer(error.code, _read(error.read()))


def _read(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError:
        return content.decode(errors="replace")
