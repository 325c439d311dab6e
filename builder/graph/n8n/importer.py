"""Brings a workflow of n8n over: nodes, connections, loops, sticky notes and settings, with a report of what became of each."""

from dataclasses import dataclass, field
from typing import Any

from builder.graph.n8n.expressions import Names
from builder.graph.n8n.kinds import TRANSLATORS
from builder.graph.n8n.loops import LOOP, Loops, done_output, find_loops
from builder.graph.n8n.report import APPROXIMATED, NOT_TRANSLATED, TRANSLATED, Entry, Report
from builder.graph.n8n.settings import settings_of
from builder.graph.n8n.source import Link, Source, SourceNode, read_source
from builder.graph.n8n.translation import Given, Json, Translated
from nodes.outcomes import ERROR, MAIN

HTTP = "n8n-nodes-base.httpRequest"
PASSING = frozenset(
    f"n8n-nodes-base.{name}" for name in ("if", "switch", "filter", "noOp", "wait", "limit", "sort")
)
"""Nodes that hand on what came in."""
ITEMS = (
    "In n8n a node runs once for every item of a list; here it runs once with the value that comes in. "
    "Where lists are worked on one by one, put the nodes into a for-each loop."
)


@dataclass(frozen=True, slots=True)
class Imported:
    """`document` is there unless this was no workflow of n8n at all."""

    name: str
    document: Json | None
    report: list[Entry] = field(default_factory=list)


def import_workflow(data: Any) -> Imported:
    """Never raises. Secrets, owners and ids are left behind; nothing is run or fetched."""
    source = read_source(data)
    if source is None:
        message = "This is no workflow of n8n: it has no list of nodes."
        return Imported("", None, [Entry(NOT_TRANSLATED, message)])
    return _Import(source).done()


class _Import:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._loops: Loops = find_loops(source)
        self._report = Report()
        self._translated: dict[str, Translated] = {}

    def done(self) -> Imported:
        nodes = [self._node(node) for node in self._source.nodes]
        edges = [edge for link in self._source.links if (edge := self._edge(link)) is not None]
        document: Json = {"format": 1, "nodes": nodes, "edges": edges}
        notes = [self._note(number, node) for number, node in enumerate(self._source.notes)]
        if notes:
            document["notes"] = notes
        if nodes:
            self._report.add(APPROXIMATED, ITEMS)
        return Imported(self._source.name, document, self._report.entries)

    def _node(self, node: SourceNode) -> Json:
        before = len(self._report.entries)
        made = self._translated[node.id] = self._translate(node)
        settings = {**settings_of(node), **made.settings}
        if len(self._report.entries) == before:
            self._report.add(TRANSLATED, f"“{node.name}” is a {made.type} now.", node.id, node.name)
        x, y = self._place(node)
        found: Json = {"id": node.id, "type": made.type, "name": node.name, "position": {"x": x, "y": y}}
        if node.id in self._loops.parents:
            found["parent"] = self._loops.parents[node.id]
        found |= {"config": made.config, "settings": settings}
        if isinstance(node.raw.get("notes"), str) and node.raw["notes"]:
            found["note"] = node.raw["notes"]
        if node.raw.get("disabled") is True:
            found["disabled"] = True
        return found

    def _translate(self, node: SourceNode) -> Translated:
        given = Given(node, self._names(node), self._report)
        if node.type == LOOP:
            return self._loop(given)
        translator = TRANSLATORS.get(node.type)
        if translator is not None:
            return translator(given)
        given.not_translated(f"There is nothing like `{node.type}` here yet. An empty node keeps its place.")
        return Translated("flow.noop")

    def _loop(self, given: Given) -> Translated:
        if given.node.id in self._loops.leaking:
            given.not_translated(
                "The body of this loop also leads elsewhere. Lines out of a loop are left out."
            )
        if given.parameter("batchSize", 1) not in (1, None):
            given.approximated("Entries come one by one here, not in batches.", "config.items")
        return Translated("flow.for_each", {"items": f"{{{{ {given.names.input} }}}}"})

    def _names(self, node: SourceNode) -> Names:
        inside = self._input_of(node, frozenset())
        outputs = {
            name: f"outputs.{node_id}" + (".body" if self._is_http(node_id) else "")
            for name, node_id in self._source.ids.items()
        }
        return Names("input.body" if inside else "input", outputs)

    def _is_http(self, node_id: str) -> bool:
        """Whether the output of the node here has its answer in `body`, which n8n hands on as it is."""
        node = self._source.node(node_id)
        return node is not None and node.type == HTTP and not _wants_all(node)

    def _input_of(self, node: SourceNode, seen: frozenset[str]) -> bool:
        """Whether all that leads here comes from an HTTP request, straight or through nodes that hand it on."""
        found = []
        for link in self._source.into(node.id):
            before = self._source.node(link.source)
            if before is None or self._loops.parents.get(before.id) == node.id:
                continue
            passes = before.type in PASSING and before.id not in seen
            answers = self._is_http(before.id) and link.output == 0
            found.append(answers or (passes and self._input_of(before, seen | {before.id})))
        return bool(found) and all(found)

    def _edge(self, link: Link) -> Json | None:
        parents = self._loops.parents
        source, target = self._source.node(link.source), self._source.node(link.target)
        if source is None or target is None or parents.get(link.source) != parents.get(link.target):
            return None
        if target.type == LOOP and parents.get(link.source) == link.target:
            return None
        port = self._port(source, link.output)
        if port is None:
            message = (
                f"The line from output {link.output + 1} to “{target.name}” has no port here and is left out."
            )
            self._report.add(NOT_TRANSLATED, message, source.id, source.name)
            return None
        return {
            "source": link.source,
            "target": link.target,
            **({"source_port": port} if port != MAIN else {}),
        }

    def _port(self, source: SourceNode, output: int) -> str | None:
        if source.type == LOOP:
            return MAIN if output == done_output(self._source, source.id) else None
        ports = self._translated[source.id].ports
        if output < len(ports):
            return ports[output]
        routed = source.raw.get("onError") == "continueErrorOutput"
        return ERROR if routed and output == len(ports) else None

    def _place(self, node: SourceNode) -> tuple[float, float]:
        """Inside a loop a place counts from the loop's own."""
        around = self._source.node(self._loops.parents.get(node.id, ""))
        if around is None:
            return node.position
        return node.position[0] - around.position[0], node.position[1] - around.position[1]

    @staticmethod
    def _note(number: int, node: SourceNode) -> Json:
        sizes = [node.parameters.get(key) for key in ("width", "height")]
        width, height = (size if isinstance(size, int) else 240 for size in sizes)
        text = node.parameters.get("content")
        return {
            "id": f"note_{number + 1}",
            "text": text if isinstance(text, str) else "",
            "position": {"x": node.position[0], "y": node.position[1]},
            "size": {"width": width, "height": height},
        }


def _wants_all(node: SourceNode) -> bool:
    """The option by which a request hands on status and headers too, as it does here."""
    response = node.parameters.get("options")
    response = response.get("response") if isinstance(response, dict) else None
    response = response.get("response") if isinstance(response, dict) else None
    return isinstance(response, dict) and response.get("fullResponse") is True
