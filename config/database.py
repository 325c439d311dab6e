"""Turns DATABASE_URL into Django's setting: SQLite in WAL for one machine, PostgreSQL with a pool for many."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

POSTGRESQL_SCHEMES = ("postgresql", "postgres")
SCHEMES = (*POSTGRESQL_SCHEMES, "sqlite")


def database_from_url(url: str, *, synchronous: str, busy_seconds: int, pool_size: int) -> dict[str, Any]:
    """The entry of DATABASES for a checked URL."""
    if urlsplit(url).scheme == "sqlite":
        return _sqlite(url, synchronous, busy_seconds)
    return _postgresql(url, pool_size)


def _sqlite(url: str, synchronous: str, busy_seconds: int) -> dict[str, Any]:
    # sqlite:///relative.db and sqlite:////absolute.db, as elsewhere in the Python world
    path = Path(unquote(urlsplit(url).path.removeprefix("/"))).absolute()
    pragmas = (
        "PRAGMA journal_mode=WAL",
        f"PRAGMA synchronous={synchronous.upper()}",
        "PRAGMA journal_size_limit=67108864",
        "PRAGMA cache_size=-16000",
        "PRAGMA temp_store=MEMORY",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Every transaction asks for the write lock when it begins. A transaction that reads first and
            # writes later would else fail at once when another writer was faster, whatever the timeout is.
            "transaction_mode": "IMMEDIATE",
            "timeout": busy_seconds,
            "init_command": ";".join(pragmas),
        },
        # Not the in-memory default: tests start real workers, which have to see the same file.
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
    }


def _postgresql(url: str, pool_size: int) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {
        "pool": {"min_size": 1, "max_size": pool_size, "timeout": 10},
        **{key: value for key, value in query.items() if key != "host"},
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # libpq takes the folder of a unix socket as host; a URL can carry it only in its query
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
