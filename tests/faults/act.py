"""Somebody in a process of its own who starts an execution or gives a command, and may die over it."""

import sys
from uuid import UUID

import django


def main(action: str, identifier: str) -> None:
    django.setup()
    # What needs Django is imported when it stands.
    from builder.models import Workflow
    from executions.services.give_command import give_command
    from executions.services.start_execution import Start, start_execution
    from tests.integration.executions.stage import an_actor

    if action == "start":
        workflow = Workflow.objects.select_related("project", "published").get(pk=UUID(identifier))
        start_execution(workflow, an_actor()[0], Start(idempotency_key="once"))
    else:
        give_command(UUID(identifier), action, by="alice")


if __name__ == "__main__":
    main(*sys.argv[1:])
