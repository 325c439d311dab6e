"""What has to be true before the processes start: the tables are there, and the first person with a project is."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from builder.services.create_sign_in_link import create_sign_in_link
from builder.services.first_steps import ensure_first_project


def tables_are_current() -> bool:
    """No migration is missing. Much faster than `migrate`, which looks at every model even then."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_tables_up_to_date() -> None:
    if not tables_are_current():
        call_command("migrate", interactive=False, verbosity=0)


def first_steps() -> str:
    """Make the owner, the project and its examples if they are not there, and answer with the path of a fresh sign-in link."""
    user, _project = ensure_first_project()
    return create_sign_in_link(user)
