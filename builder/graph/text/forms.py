"""The text forms by name. Reading gives a document and what is wrong with the text; nothing in it is ever run."""

from collections.abc import Callable
from dataclasses import dataclass

from builder.graph.json_text import Loaded
from builder.graph.model import Graph
from builder.graph.problems import error, listed
from builder.graph.text import json_form, python_reader, python_writer, yaml_reader, yaml_writer


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    suffix: str
    media_type: str
    write: Callable[[Graph], str]
    read: Callable[[str | bytes], Loaded]


FORMS = {
    form.name: form
    for form in (
        Form("json", ".json", "application/json", json_form.write, json_form.read),
        Form("yaml", ".yaml", "application/yaml", yaml_writer.write, yaml_reader.read),
        Form("python", ".py", "text/x-python", python_writer.write, python_reader.read),
    )
}


def write(graph: Graph, form: str = "json") -> str:
    """Raises `KeyError` for a form that there is not."""
    return FORMS[form].write(graph)


def read(text: str | bytes, form: str = "json") -> Loaded:
    """The document that the text describes; `builder.graph.document.parse` then says whether it is sound."""
    if form not in FORMS:
        return Loaded(
            None, [error("unknown_form", f"There is no form `{form}`. There are {listed(list(FORMS))}.")]
        )
    return FORMS[form].read(text)
