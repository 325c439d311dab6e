"""When does a node run? Its condition over the choices before it: which trigger fired, which ports were taken (R5–R8)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.graph.model import Edge, Node
from builder.graph.validation.decisions import ALWAYS, NEVER, Decisions, TooManyCases
from nodes.outcomes import ERROR, MAIN

if TYPE_CHECKING:
    from builder.graph.validation.subject import Subject

TRIGGER = 0
"""The choice with which a run begins: where it starts (R44)."""

PORTS_AT_MOST = 1_000
"""Choices of one node, so that each has a number of its own."""
ONE = "one"
"""Exactly one output port of a node fires."""
ALL = "all"
"""Every output port fires, each time."""


class Conditions:
    """Conditions of the nodes of a level, given that what is around the level runs. `None`: too many cases to tell."""

    def __init__(self, subject: "Subject") -> None:
        self._subject = subject
        self.decisions = Decisions()
        self._starts = [node.id for node in subject.triggers]
        self._places = {node_id: number + 1 for number, node_id in enumerate(subject.levels.order)}
        self._choosers: dict[int, tuple[str, Sequence[str]]] = {}
        """Which node makes a choice, and between what."""
        self._runs: dict[str, int] = {}
        self._reached: dict[str, int] = {}
        self.gave_up = False
        try:
            for node_id in subject.levels.order:
                self._runs[node_id] = self._condition(subject.graph.by_id[node_id])
        except (TooManyCases, RecursionError):
            self.gave_up = True

    def runs(self, node_id: str) -> int | None:
        return None if self.gave_up else self._runs.get(node_id)

    def can_never_meet(self, node_id: str) -> bool:
        """Whether each edge into the node can become live, but never enough of them together."""
        if self.runs(node_id) != NEVER:
            return False
        try:
            return all(self.live(edge) != NEVER for edge in self._subject.levels.into(node_id))
        except (TooManyCases, RecursionError):
            return False

    def live(self, edge: Edge) -> int:
        """When the edge becomes live: its source ran and chose its port."""
        return self.decisions.both(self._runs[edge.source], self._fires(edge))

    def missing(self, here: str | None, wanted: str) -> list[tuple[str, str]] | None:
        """A case in which `here` runs and `wanted` has not: what was chosen where. `None` if there is none.

        Without `here` the question is asked for the end of the level.
        """
        around = ALWAYS if here is None else self.runs(here)
        there = self.runs(wanted)
        if around is None or there is None or around in (there, NEVER) or there == ALWAYS:
            return None
        try:
            case = self.decisions.both(around, self.decisions.negated(there))
        except (TooManyCases, RecursionError):
            return None
        return None if case == NEVER else self._told(self.decisions.example(case))

    def _told(self, example: list[tuple[int, int]]) -> list[tuple[str, str]]:
        """Choices by (node, port); the choice of the trigger has an empty port."""
        told = []
        for variable, option in example:
            if variable == TRIGGER:
                told.append((self._starts[option], ""))
            else:
                node_id, ports = self._choosers[variable]
                told.append((node_id, ports[option]))
        return told

    def _condition(self, node: Node) -> int:
        incoming = self._subject.levels.into(node.id)
        if not incoming:
            return self._start(node)
        lives = [self.live(edge) for edge in incoming]
        if len(lives) == 1 and "join" not in node.settings:
            return lives[0]
        return self._joined(node, incoming, lives)

    def _joined(self, node: Node, incoming: Sequence[Edge], lives: list[int]) -> int:
        join = node.settings.get("join", "all")
        decisions = self.decisions
        if join == "always":
            return self._reach(node.id)
        if join == "all_live":
            found = self._any(lives)
            for edge, live in zip(incoming, lives, strict=True):
                # A join does not wait for what only other triggers reach (R44).
                found = decisions.both(
                    found, decisions.either(live, decisions.negated(self._reach(edge.source)))
                )
            return found
        count = join.get("count") if isinstance(join, dict) else 1
        if isinstance(count, int) and count > 1:
            return decisions.at_least(count, lives) if count <= len(lives) else NEVER
        return self._any(lives)

    def _any(self, conditions: list[int]) -> int:
        found = NEVER
        for condition in conditions:
            found = self.decisions.either(found, condition)
        return found

    def _start(self, node: Node) -> int:
        if node.parent is not None:
            return ALWAYS
        if node.id not in self._starts:
            return NEVER
        if len(self._starts) == 1:
            return ALWAYS
        return self.decisions.option(TRIGGER, len(self._starts), self._starts.index(node.id))

    def _fires(self, edge: Edge) -> int:
        """When the source of the edge, once it ran, fires the port of the edge."""
        source = self._subject.graph.by_id[edge.source]
        if source.disabled:
            return ALWAYS if edge.source_port == MAIN else NEVER
        ports = self._subject.ports_of(source)
        if ports is None or len(ports.outputs) < 2:
            return ALWAYS
        keys = [port.key for port in ports.outputs]
        if edge.source_port not in keys:
            return ALWAYS
        if ports.fires == ONE:
            return self._chosen(source.id, 0, keys, edge.source_port)
        return self._beside(source.id, keys, edge.source_port, ports.fires)

    def _beside(self, source: str, keys: list[str], port: str, fires: str) -> int:
        """Ports that do not exclude one another; only the error port excludes the rest."""
        others = [key for key in keys if key != ERROR]
        outcome = [others[0], ERROR] if others and ERROR in keys else []
        if port == ERROR:
            return self._chosen(source, 0, outcome, ERROR) if outcome else ALWAYS
        well = self._chosen(source, 0, outcome, others[0]) if outcome else ALWAYS
        if fires == ALL:
            return well
        own = self._chosen(source, 1 + keys.index(port), [port, f"not {port}"], port)
        return self.decisions.both(well, own)

    def _chosen(self, source: str, number: int, options: list[str], option: str) -> int:
        """That a node takes one of its options; it may have several such choices, by number."""
        variable = self._places[source] * PORTS_AT_MOST + min(number, PORTS_AT_MOST - 1)
        self._choosers[variable] = (source, options)
        return self.decisions.option(variable, len(options), options.index(option))

    def _reach(self, node_id: str) -> int:
        """At which triggers a run starts that gets anywhere near the node, whatever ports are taken."""
        if not self._reached:
            for each in self._subject.levels.order:
                incoming = self._subject.levels.into(each)
                if incoming:
                    self._reached[each] = self._any([self._reached[edge.source] for edge in incoming])
                else:
                    self._reached[each] = self._start(self._subject.graph.by_id[each])
        return self._reached.get(node_id, ALWAYS)
