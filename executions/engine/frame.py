"""One pass through a body: the top level of a run, or one iteration of a container. Dropped when it is done (R12, R15)."""

from typing import Any

from executions.engine.node_run import NodeRun
from executions.engine.plan import Body
from executions.engine.states import COMPLETED, DEAD, FAILED, LIVE, PENDING, READY, UNDECIDED_EDGE

Touch = tuple["Frame", int]


class Frame:
    __slots__ = (
        "_outputs",
        "body",
        "broken",
        "closing",
        "edges",
        "ended",
        "ends",
        "error",
        "expected",
        "finished",
        "index",
        "item",
        "live",
        "node",
        "open",
        "parent",
        "path",
        "ports",
        "reached",
        "runs",
        "skips",
        "state",
        "status",
        "touched",
        "undecided",
    )

    def __init__(
        self,
        body: Body,
        path: str,
        parent: "Frame | None",
        touched: list[Touch],
        finished: list["Frame"],
        index: int = 0,
    ) -> None:
        self.body = body
        self.path = path
        self.parent = parent
        self.index = index
        self.node = -1 if body.container is None else body.container.index
        """The index of the container within the parent frame."""
        self.item: Any = None
        self.state: Any = None
        self.status = bytearray(len(body.nodes))
        self.edges = bytearray(len(body.edges))
        self.undecided = body.indegrees.copy()
        self.expected = body.indegrees
        """Incoming edges that count in this run: what another trigger reaches does not (R44)."""
        self.live = [0] * len(body.nodes)
        self.open = len(body.nodes)
        self.reached: frozenset[int] | None = None
        self.ports: dict[int, dict[str, Any]] = {}
        self.ends: dict[int, Any] = {}
        self.runs: dict[int, NodeRun] = {}
        self.error: dict[str, Any] | None = None
        """The first failure inside that nothing handled: the frame ends with it."""
        self.broken: dict[str, Any] | None = None
        self.ended = False
        self.closing: dict[str, Any] | None = None
        """Why this pass is being cut short, while it is."""
        self.skips = False
        self._outputs: dict[str, Any] | None = None
        self.touched = touched
        self.finished = finished

    def run_of(self, index: int) -> NodeRun:
        run = self.runs.get(index)
        if run is None:
            run = self.runs[index] = NodeRun()
        return run

    def settle(self, index: int, status: int, ports: dict[str, Any] | None) -> None:
        """Give a node its final state and decide its outgoing edges (R5): work for its own edges only (R10)."""
        self.status[index] = status
        self.open -= 1
        nodes = self.body.nodes
        if self.reached is not None and index not in self.reached:
            self._settle_beside(index)
            return
        for edge, port, target in nodes[index].out:
            if self.edges[edge]:
                continue
            self.undecided[target] -= 1
            if ports is not None and port in ports:
                self.edges[edge] = LIVE
                self.live[target] += 1
            else:
                self.edges[edge] = DEAD
            if self.status[target] == PENDING and (not self.undecided[target] or nodes[target].eager):
                self.touched.append((self, target))
        if not self.open:
            self.finished.append(self)

    def _settle_beside(self, index: int) -> None:
        """A node that takes no part in this run: its edges are dead, and nobody counts on them (R44)."""
        for edge, _, _ in self.body.nodes[index].out:
            self.edges[edge] = DEAD
        if not self.open:
            self.finished.append(self)

    def unsettle(self, index: int) -> None:
        """Take a settled node back to pending, and its edges with it: it is to run again (R26)."""
        self.status[index] = PENDING
        self.open += 1
        self.ports.pop(index, None)
        self.ends.pop(index, None)
        if self._outputs is not None:
            self._outputs.pop(self.body.nodes[index].id, None)
        for edge, _, target in self.body.nodes[index].out:
            if self.edges[edge]:
                self.live[target] -= self.edges[edge] == LIVE
                self.undecided[target] += 1
                self.edges[edge] = UNDECIDED_EDGE

    def reopen(self) -> None:
        """Look again at everything that is pending: after a reset, or when an iteration is driven again."""
        self.ended = False
        self.closing = self.error = self.broken = None
        for index, status in enumerate(self.status):
            if status == READY:
                self.status[index] = PENDING
            if status <= READY and (self.reached is None or index in self.reached):
                self.touched.append((self, index))
        if not self.open:
            self.finished.append(self)

    def dead(self, index: int) -> int:
        return self.expected[index] - self.undecided[index] - self.live[index]

    def keep_output(self, index: int, ports: dict[str, Any]) -> None:
        self.ports[index] = ports
        if self._outputs is not None and ports:
            self._outputs[self.body.nodes[index].id] = output_of(ports)

    @property
    def outputs(self) -> dict[str, Any]:
        """What `outputs` means in here: the nodes of this pass and of those around it (R13)."""
        if self._outputs is None:
            around = dict(self.parent.outputs) if self.parent is not None else {}
            nodes = self.body.nodes
            around.update((nodes[index].id, output_of(ports)) for index, ports in self.ports.items() if ports)
            self._outputs = around
        return self._outputs

    def unsettled(self) -> list[int]:
        return [index for index, status in enumerate(self.status) if status < COMPLETED]

    def unhandled(self, index: int) -> bool:
        """Whether this node failed and nothing took the failure."""
        return self.status[index] == FAILED and index not in self.ports


def output_of(ports: dict[str, Any]) -> Any:
    """`outputs.<node>`: the value of the one port that fired, of the main one of several, else all by port."""
    if len(ports) == 1:
        return next(iter(ports.values()))
    return ports.get("main", ports)
