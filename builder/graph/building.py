"""Builds a workflow from Python: what the Python form of a workflow runs, and handy in scripts and tests."""

from typing import Any

from builder.graph.document import parse
from builder.graph.model import Graph
from builder.graph.problems import Problem
from builder.graph.text.arrows import edge_of


class Unsound(ValueError):
    """What was built has no sound form. `problems` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class Workflow:
    """Collects nodes and edges. Whatever else a document may hold is given by name."""

    def __init__(self, **around: Any) -> None:
        self._around = around
        self._nodes: list[dict[str, Any]] = []
        self._edges: list[dict[str, Any]] = []

    def node(self, id: str, type: str, *, at: tuple[float, float] | None = None, **fields: Any) -> str:
        """Add a node and return its id. `at` is its place on the canvas."""
        place = {"position": {"x": at[0], "y": at[1]}} if at is not None else {}
        self._nodes.append({"id": id, "type": type, **place, **fields})
        return id

    def edge(self, arrow: str = "", **fields: Any) -> None:
        """Add an edge: `"check.true -> save"`, or its fields by name. Raises `ValueError` for another text."""
        found = edge_of(arrow) if arrow else {}
        if found is None:
            raise ValueError(f"{arrow!r} is no arrow such as 'check.true -> save'")
        self._edges.append({**found, **fields})

    def document(self) -> dict[str, Any]:
        return {"nodes": self._nodes, "edges": self._edges, **self._around}

    def graph(self) -> Graph:
        """Raises `Unsound`."""
        parsed = parse(self.document())
        if parsed.graph is None:
            raise Unsound(parsed.problems)
        return parsed.graph
