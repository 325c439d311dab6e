"""What a test run needs around it: a data folder, Redis and a database, set in the environment before Django reads it."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.postgres import PostgresService, postgres_in
from tests.services.redis import RedisService, redis_in

READY = "QUINTET_TEST_READY"
DATABASE = "QUINTET_TEST_DATABASE"


@dataclass(slots=True)
class Surroundings:
    """The services that this run started, and only those."""

    folder: Path
    redis: RedisService | None = None
    postgres: PostgresService | None = None
    database: str = field(default="sqlite")

    def stop(self) -> None:
        if self.redis:
            self.redis.stop()
        if self.postgres:
            self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def prepare_surroundings() -> Surroundings | None:
    """Start what is needed, once per run: workers of pytest-xdist find it done by their parent."""
    if os.environ.get(READY):
        _separate_redis_of_worker()
        return None
    # Short, because the sockets live in it and their paths have a limit.
    folder = Path(tempfile.mkdtemp(prefix="quintet-test-"))
    folder.chmod(0o755)  # started by root, PostgreSQL runs as a user of its own, who has to get in
    around = Surroundings(folder, database=os.environ.get(DATABASE) or "sqlite")
    os.environ["QUINTET_HOME"] = str(folder / "home")
    os.environ.setdefault("QUINTET_LOG_LEVEL", "warning")
    os.environ.setdefault("QUINTET_SQLITE_SYNCHRONOUS", "normal")
    if not os.environ.get("REDIS_URL"):
        around.redis = redis_in(folder / "redis")
        os.environ["REDIS_URL"] = around.redis.url
    if around.database == "postgresql":
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            around.postgres = postgres_in(folder / "postgres")
            os.environ["DATABASE_URL"] = around.postgres.url
    elif around.database == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    else:
        raise SystemExit(f'{DATABASE} must be "sqlite" or "postgresql", found "{around.database}".')
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ[READY] = "1"
    return around


def _separate_redis_of_worker() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker.startswith("gw") and "db=" not in os.environ["REDIS_URL"]:
        os.environ["REDIS_URL"] += f"?db={1 + int(worker[2:]) % 15}"
