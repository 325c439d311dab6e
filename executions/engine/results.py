"""What an execution gives as its result (R45)."""

from typing import Any

from executions.engine.frame import output_of
from executions.engine.run_state import RunState


def result_of(state: RunState) -> Any:
    """What the end nodes say; without any, the outputs of the nodes that nothing follows."""
    if state.whole_end is not None:
        return state.result
    if len(state.ends) == 1:
        return next(iter(state.ends.values()))
    if state.ends:
        return dict(state.ends)
    root = state.root
    fired = ((index, root.ports.get(index)) for index in root.body.lasts)
    return {root.body.nodes[index].id: output_of(ports) for index, ports in fired if ports}
