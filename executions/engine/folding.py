"""The table of what each kind of event changes. A kind that is not in it changes nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from executions.engine.events import Event

if TYPE_CHECKING:
    from executions.engine.run_state import RunState

Fold = Callable[["RunState", Event], None]

HANDLERS: dict[str, Fold] = {}


def folds(kind: str) -> Callable[[Fold], Fold]:
    def register(handler: Fold) -> Fold:
        HANDLERS[kind] = handler
        return handler

    return register
