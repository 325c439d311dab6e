"""A database, a Redis and processes of their own for one run of the benchmarks, gone afterwards."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.postgres import postgres_in
from tests.services.processes import free_port
from tests.services.redis import redis_in

BASE = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Place:
    """Where the benchmarks run. Programs started here end with it."""

    folder: Path
    port: int = field(default_factory=free_port)
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, program: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{program}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", program], cwd=BASE, stdout=log, stderr=log, env=os.environ
            )
        self.programs.append(process)
        return process

    def start_web(self) -> str:
        """The address of a web process that answers."""
        self.start("web")
        address = f"http://localhost:{self.port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1).close()
                return address
            except urllib.error.HTTPError:
                return address
            except OSError:
                time.sleep(0.1)
        raise RuntimeError((self.folder / "web.log").read_text()[-2000:])

    def stop(self) -> None:
        for process in self.programs:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.programs:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        self.programs.clear()


@contextmanager
def prepare(database: str) -> Iterator[Place]:
    """Start what is needed and set the environment, before Django reads it."""
    folder = Path(tempfile.mkdtemp(prefix="quintet-bench-"))
    folder.chmod(0o755)
    place = Place(folder)
    redis = redis_in(folder / "redis")
    postgres = postgres_in(folder / "postgres") if database == "postgresql" else None
    os.environ.update(
        QUINTET_HOME=str(folder / "home"),
        REDIS_URL=redis.url,
        PORT=str(place.port),
        DJANGO_SETTINGS_MODULE="config.settings",
        QUINTET_LOG_LEVEL="warning",
        QUINTET_RATE_API="off",
    )
    os.environ.pop("DATABASE_URL", None)
    if postgres is not None:
        os.environ["DATABASE_URL"] = postgres.url
    try:
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=BASE, check=True)
        yield place
    finally:
        place.stop()
        redis.stop()
        if postgres is not None:
            postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
