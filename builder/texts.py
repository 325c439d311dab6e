"""A workflow as text that is stable in git, and back: JSON, YAML or Python, with its name, description and tags."""

from dataclasses import dataclass, replace
from typing import Any

from builder.graph.document import parse
from builder.graph.n8n import import_workflow as import_n8n
from builder.graph.n8n.report import Entry
from builder.graph.text import FORMS, Form, read, write
from builder.models import Workflow
from builder.refusals import Wrong

ABOUT = ("name", "description", "tags")


N8N = "n8n"
READABLE = (*FORMS, N8N)
"""The forms that can be read; all but the last can be written too."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a text says of a workflow, and what became of the parts of one that was made elsewhere."""

    document: Any
    name: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    report: tuple[Entry, ...] = ()


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
    if form == N8N:
        return _from_n8n(_loaded(text, "json"))
    form_named(form)
    return described(_loaded(text, form))


def _from_n8n(data: Any) -> Described:
    imported = import_n8n(data)
    if imported.document is None:
        raise Wrong(
            imported.report[0].message,
            code="not_n8n",
            errors=[_told("text", "not_n8n", imported.report[0].message)],
        )
    return Described(imported.document, imported.name[:200], report=tuple(imported.report))


def _loaded(text: str, form: str) -> Any:
    loaded = read(text, form)
    if loaded.problems:
        told = [_told(f"text.{one.field}".strip("."), one.code, one.message) for one in loaded.problems]
        raise Wrong(told[0]["message"], code=told[0]["code"], errors=told)
    return loaded.value


def _told(path: str, code: str, message: str) -> dict[str, str]:
    return {"path": path, "code": code, "message": message}


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
