"""How the journal's rows are written and claimed: raw statements, one module for each database."""

from executions.storage.base import Store
from executions.storage.choose import store_for

__all__ = ["Store", "store_for"]
