"""How an execution ends: compensated where it must be, then completed, failed or cancelled (R21, R45)."""

from executions.engine.desk import Desk
from executions.engine.results import result_of
from executions.engine.states import ENDED


def end_run(desk: Desk) -> None:
    """Every node is settled, or what was under way has been cut short: undo what must be undone, then end."""
    state = desk.state
    if state.status in ENDED or state.compensating:
        return
    unsuccessful = state.cancelling is not None or state.root.error is not None
    if unsuccessful and state.undoables:
        desk.write("execution.compensating")
    else:
        write_end(desk)


def write_end(desk: Desk) -> None:
    state = desk.state
    if state.cancelling is not None:
        desk.write("execution.cancelled", data={"reason": state.cancelling.get("reason", "")})
    elif state.root.error is not None:
        desk.write("execution.failed", data={"error": state.root.error})
    else:
        desk.write("execution.completed", data={"result": result_of(state)})
