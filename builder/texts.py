"""A workflow as text that is stable in git, and back: JSON, YAML or Python, with its name, description and tags."""

from dataclasses import dataclass, replace
from typing import Any

from builder.graph.document import parse
from builder.graph.text import FORMS, Form, read, write
from builder.models import Workflow
from builder.refusals import Wrong

ABOUT = ("name", "description", "tags")


@dataclass(frozen=True, slots=True)
class Described:
    """What a text says of a workflow."""

    document: Any
    name: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()


def form_named(name: str, path: str = "as") -> Form:
    """Raises `Wrong` when there is no such form."""
    if name not in FORMS:
        raise Wrong.field(
            path, f"There is no form “{name[:40]}”. There are: {', '.join(FORMS)}.", "unknown_form"
        )
    return FORMS[name]


def as_text(workflow: Workflow, document: Any, form: str) -> str:
    """The document of this workflow, its draft or a version, in a form."""
    form_named(form)
    graph = parse(document).readable
    if graph is None:
        raise Wrong("This workflow was made by a newer version and cannot be written as text here.")
    about = {name: value for name in ABOUT if (value := getattr(workflow, name))}
    kept = {key: value for key, value in graph.extra.items() if key not in ABOUT}
    return write(replace(graph, extra={**about, **kept}), form)


def from_text(text: str, form: str) -> Described:
    """Raises `Wrong` with what is wrong and where. Nothing in the text is run."""
    form_named(form)
    loaded = read(text, form)
    if loaded.problems:
        told = [
            {"path": f"text.{one.field}".strip("."), "code": one.code, "message": one.message}
            for one in loaded.problems
        ]
        raise Wrong(loaded.problems[0].message, code=loaded.problems[0].code, errors=told)
    return described(loaded.value)


def described(document: Any) -> Described:
    """Takes what a document says of its workflow out of it. Anything of a wrong type stays where it is."""
    if not isinstance(document, dict):
        return Described(document)
    name, description, tags = (document.get(key) for key in ABOUT)
    taken: dict[str, Any] = {}
    if isinstance(name, str):
        taken["name"] = name[:200]
    if isinstance(description, str):
        taken["description"] = description[:10_000]
    if isinstance(tags, list) and all(isinstance(tag, str) and 0 < len(tag) <= 40 for tag in tags):
        taken["tags"] = tuple(tags[:20])
    rest = {key: value for key, value in document.items() if key not in taken}
    return Described(rest, **taken)
