"""Cancels a child execution because its parent is cancelled (R24, R29)."""

from uuid import UUID

from builder.refusals import Clash
from executions.models import Execution
from executions.services.give_command import give_command


def cancel_child(execution: UUID) -> None:
    """A child that has ended already, or that is gone, needs nothing."""
    try:
        give_command(execution, "cancel", by="parent execution")
    except (Clash, Execution.DoesNotExist):
        return
