"""The door through which another app follows what is published, without the builder knowing of it."""

from collections.abc import Callable

from builder.models import Workflow, WorkflowVersion

Follower = Callable[[Workflow, WorkflowVersion | None], None]

followers: list[Follower] = []
"""Each is called inside the transaction of the change with the workflow and the version that counts from now on,
or None when it starts by itself no longer. What it raises undoes the change."""


def tell_followers(workflow: Workflow, version: WorkflowVersion | None) -> None:
    for follow in followers:
        follow(workflow, version)
