"""`workflows import`: workflows from files or a folder. Nothing in them is run."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from builder.graph.text import FORMS
from builder.management.people import COMMAND_LINE, project_named
from builder.management.workflows.action import Action, takes_project
from builder.models import Project, Workflow
from builder.services.import_workflow import import_workflow
from builder.texts import from_text

FORM_OF_SUFFIX = {form.suffix: form.name for form in FORMS.values()} | {".yml": "yaml"}


def arguments(parser: CommandParser) -> None:
    parser.add_argument("files", nargs="+", help="files, or folders with .json, .yaml or .py files")
    takes_project(parser)
    parser.add_argument(
        "--update",
        action="store_true",
        help="replace the draft of the workflow of the same name, if there is one",
    )
    parser.add_argument("--n8n", action="store_true", help="the files are workflows of n8n")


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    project = project_named(options["project"])
    for path in _files(options["files"]):
        described = from_text(_read(path), "n8n" if options["n8n"] else FORM_OF_SUFFIX[path.suffix])
        name = described.name or path.stem
        into = _known(project, name) if options["update"] else None
        before = into.revision if into else 0
        workflow, unbound = import_workflow(project, COMMAND_LINE, described, name=name, into=into)
        out.write(f"{path}: {_verdict(before, workflow)} “{workflow.name}” ({workflow.pk})")
        for entry in described.report:
            out.write(f"  {entry.verdict}: {entry.name or entry.node}: {entry.message}")
        for one in unbound:
            out.write(f"  choose again: {one.kind} “{one.title}” of the node {one.node}")
    return 0


def _verdict(before: int, workflow: Workflow) -> str:
    if not before:
        return "made"
    return "unchanged" if workflow.revision == before else "updated"


def _known(project: Project, name: str) -> Workflow | None:
    return Workflow.objects.filter(project=project, name=name, archived_at=None).first()


def _files(names: list[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = Path(name)
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [each for each in inside if each.suffix in FORM_OF_SUFFIX]
        if not path.is_dir() and path.suffix not in FORM_OF_SUFFIX:
            raise CommandError(f"{path}: the name must end with one of {', '.join(FORM_OF_SUFFIX)}.")
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}.") from error


ACTION = Action("import", "workflows from files or folders", arguments, run)
