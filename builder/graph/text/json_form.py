"""A workflow as JSON: defaults left out, keys in a fixed order, one thing a line, so that versions compare well."""

import json

from builder.graph.json_text import Loaded, loads
from builder.graph.model import Graph
from builder.graph.writing import dump


def write(graph: Graph) -> str:
    return json.dumps(dump(graph, brief=True), ensure_ascii=False, indent=2) + "\n"


def read(text: str | bytes) -> Loaded:
    return loads(text)
