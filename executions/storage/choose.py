"""Which store speaks to a database connection."""

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from executions.storage.base import Store
from executions.storage.postgres import PostgresStore
from executions.storage.sqlite import SqliteStore


def store_for(alias: str = DEFAULT_DB_ALIAS) -> Store:
    """A store over the connection that the calling thread has under this alias."""
    vendor = connections[alias].vendor
    if vendor == "postgresql":
        return PostgresStore(alias)
    if vendor == "sqlite":
        return SqliteStore(alias)
    raise ImproperlyConfigured(
        f"Executions are kept in PostgreSQL or SQLite, not in {vendor}. Change DATABASES."
    )
