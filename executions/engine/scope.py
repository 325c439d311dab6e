"""The names that expressions see at one place of a run (R41), each worked out when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from executions.engine.frame import Frame
from executions.engine.join import by_source, merged
from executions.engine.options import Options
from executions.engine.run_state import RunState
from executions.engine.states import FAILED, LIVE
from nodes.base import Role
from nodes.expressions.entropy import Entropy
from nodes.outcomes import ERROR


class Scope(Mapping[str, Any]):
    """`place` is the node that asks; -1 stands for the pass as a whole, as for a loop's result expression."""

    __slots__ = ("_input", "_known", "_options", "_state", "frame", "now", "place")

    def __init__(
        self, state: RunState, options: Options, frame: Frame, place: int, now: float, given: Any = None
    ) -> None:
        self._state = state
        self._options = options
        self.frame = frame
        self.place = place
        self.now = now
        self._input = given
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        reader = READERS.get(name)
        if reader is not None:
            if name not in self._known:
                self._known[name] = reader(self)
            return self._known[name]
        inputs = self._state.inputs
        if type(inputs) is dict:
            return inputs[name]
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        try:
            self[name]  # type: ignore[index]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        for name in READERS:
            if name in self:
                yield name
        if type(self._state.inputs) is dict:
            yield from (name for name in self._state.inputs if name not in READERS)

    def knowing(self, **names: Any) -> "Scope":
        """This scope with some of its names given."""
        self._known.update(names)
        return self

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def entropy(self, seed: str) -> Entropy:
        return Entropy(f"{self._options.seed}:{seed}", self.now)

    def around(self, *roles: Role) -> Frame:
        """The pass of the nearest container of one of these roles. Raises `KeyError` outside of any."""
        frame: Frame | None = self.frame
        while frame is not None and frame.body.container is not None:
            if frame.body.container.role in roles:
                return frame
            frame = frame.parent
        raise KeyError(roles[0])

    def facts(self, name: str) -> Any:
        return getattr(self._options, name)

    def inputs(self) -> Any:
        return self._state.inputs

    def what_came_in(self) -> Any:
        return self._input


def input_of(state: RunState, frame: Frame, index: int) -> Any:
    """What came in (R9). Where no edge leads: the item, the state, or what came into the container."""
    node = frame.body.nodes[index]
    if not node.into:
        return _opening_input(state, frame)
    edges, ports = frame.edges, frame.ports
    if len(node.into) == 1 and not node.by_source:
        edge, source, port = node.into[0]
        return ports[source][port] if edges[edge] == LIVE else None
    nodes = frame.body.nodes
    arrived = [
        (nodes[source].id, port, ports[source][port])
        for edge, source, port in node.into
        if edges[edge] == LIVE
    ]
    if node.by_source:
        return by_source(arrived)
    return merged(node.settings.join, node.settings.count, arrived, node.sources)


def _opening_input(state: RunState, frame: Frame) -> Any:
    container = frame.body.container
    if container is None:
        return state.inputs
    if container.role is Role.FOR_EACH:
        return frame.item
    if container.role is Role.WHILE:
        return frame.state
    assert frame.parent is not None, "a container's pass has a pass around it"
    return input_of(state, frame.parent, frame.node)


def _error(scope: Scope) -> Any:
    """The error of the nearest failed node on the way here. Raises `KeyError` where there was none."""
    frame: Frame | None = scope.frame
    place = scope.place
    while frame is not None:
        found = _error_above(frame, place) if place >= 0 else None
        if found is not None:
            return found
        place = frame.node
        frame = frame.parent
    raise KeyError("error")


def _error_above(frame: Frame, place: int) -> Any:
    seen = {place}
    queue = [place]
    nodes = frame.body.nodes
    for index in queue:
        for edge, source, port in nodes[index].into:
            if frame.edges[edge] != LIVE or source in seen:
                continue
            run = frame.runs.get(source)
            if run is not None and run.error is not None and frame.status[source] == FAILED:
                return run.error
            if port == ERROR:
                return frame.ports[source][port]
            seen.add(source)
            queue.append(source)
    return None


READERS: dict[str, Callable[[Scope], Any]] = {
    "inputs": Scope.inputs,
    "outputs": lambda scope: scope.frame.outputs,
    "input": Scope.what_came_in,
    "item": lambda scope: scope.around(Role.FOR_EACH).item,
    "index": lambda scope: scope.around(Role.FOR_EACH, Role.WHILE).index,
    "state": lambda scope: scope.around(Role.WHILE).state,
    "vars": lambda scope: scope.facts("variables"),
    "execution": lambda scope: scope.facts("execution"),
    "workflow": lambda scope: scope.facts("workflow"),
    "error": _error,
    "now": lambda scope: datetime.fromtimestamp(scope.now, UTC).isoformat(),
}
