"""Passes that end before all of their nodes are settled: by a failure, a break, an end, a cancellation (R19, R24, R45)."""

from typing import Any

from executions.engine import cancelling, ending, loops
from executions.engine.desk import Desk
from executions.engine.frame import Frame

RUN_ENDED = {"code": "run_ended", "message": "Another node ended the whole run."}
CANCELLED = {"code": "cancelled", "message": "The execution was cancelled."}
FAILED = {"code": "failed", "message": "Another node failed."}
TIMED_OUT = {"code": "timed_out", "message": "The execution ran out of time."}


def start_closing(desk: Desk) -> None:
    """Begin to end the passes that something has just cut short."""
    waiting, desk.state.closing[:] = list(desk.state.closing), []
    for frame in waiting:
        if frame.ended or (frame.closing is not None and frame.parent is not None):
            continue
        found = _reason(desk, frame)
        if found is None:
            continue
        reason, skips = found
        if cancelling.close(desk, frame, reason, skips=skips):
            conclude(desk, frame)


def _reason(desk: Desk, frame: Frame) -> tuple[dict[str, Any], bool] | None:
    """Why the pass ends now, and whether what was not decided is skipped; None when it ends by itself."""
    state = desk.state
    if frame.parent is None:
        if state.cancelling is not None:
            return CANCELLED, False
        if state.whole_end is not None:
            return RUN_ENDED, True
        if state.timed_out:
            return TIMED_OUT, False
    elif frame.broken is not None:
        return loops.LOOP_ENDED, True
    if desk.plan.settings.drain or frame.error is None:
        return None
    return FAILED, not loops.keeps_failures(frame)


def look_up(desk: Desk, frame: Frame | None) -> None:
    """Something inside this pass has ended: end the passes around it that only waited for that."""
    while frame is not None and frame.closing is not None and not frame.ended:
        if not cancelling.close(desk, frame, frame.closing, skips=frame.skips):
            return
        around = frame.parent
        conclude(desk, frame)
        frame = around


def conclude(desk: Desk, frame: Frame) -> None:
    """Nothing in this closing pass is under way any more."""
    if frame.parent is None:
        ending.end_run(desk)
        return
    parent, index = frame.parent, frame.node
    loop = parent.run_of(index).loop
    reason = desk.cancelled.get((parent.path, index))
    if reason is not None:
        desk.write_pass("iteration.cancelled", frame, reason=reason)
        cancelling.cancel_container(desk, parent, index, reason, skips=frame.skips)
    elif frame.broken is not None:
        loops.broken_off(desk, frame)
    elif frame.error is not None and loop is not None and not loop.broken:
        loops.iteration_failed(desk, frame, frame.error)
    else:
        desk.write_pass("iteration.cancelled", frame, reason=frame.closing)
        desk.pumps.append((parent, index))


def finish_passes(desk: Desk) -> None:
    """Take in the passes whose nodes are all settled."""
    finished, desk.state.finished[:] = list(desk.state.finished), []
    for frame in finished:
        if frame.open or frame.ended or frame.closing is not None:
            continue
        if frame.parent is None:
            ending.end_run(desk)
        else:
            loops.iteration_done(desk, frame)
