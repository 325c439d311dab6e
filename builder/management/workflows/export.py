"""`workflows export`: one workflow as text, or all of a project as a folder that can be kept in git."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper
from django.utils.text import slugify

from builder.graph.text import FORMS
from builder.management.people import project_named
from builder.management.workflows.action import Action, takes_project, workflow_named
from builder.models import Workflow
from builder.texts import as_text


def arguments(parser: CommandParser) -> None:
    parser.add_argument("workflow", nargs="?", default="", help="its id or name")
    parser.add_argument(
        "--all", action="store_true", help="every workflow of the project, into the folder of --to"
    )
    takes_project(parser)
    parser.add_argument("--as", dest="form", choices=list(FORMS), default="yaml")
    parser.add_argument("--published", action="store_true", help="the published version instead of the draft")
    parser.add_argument("--to", default="", help="a file, or with --all a folder; else it is printed")


def run(options: dict[str, Any], out: OutputWrapper) -> int:
    if options["all"]:
        return _export_all(options, out)
    if not options["workflow"]:
        raise CommandError("Name a workflow, or say --all --to FOLDER.")
    workflow = workflow_named(options)
    text = as_text(workflow, _document(workflow, options), options["form"])
    if options["to"]:
        Path(options["to"]).write_text(text, encoding="utf-8")
    else:
        out.write(text, ending="")
    return 0


def _export_all(options: dict[str, Any], out: OutputWrapper) -> int:
    if not options["to"]:
        raise CommandError("Say with --to into which folder.")
    folder = Path(options["to"])
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    workflows = Workflow.objects.filter(project=project_named(options["project"]), archived_at=None)
    for workflow in workflows.select_related("published").order_by("pk"):
        if options["published"] and workflow.published is None:
            continue
        path = folder / f"{_free_name(workflow, taken)}{FORMS[options['form']].suffix}"
        path.write_text(as_text(workflow, _document(workflow, options), options["form"]), encoding="utf-8")
        out.write(str(path))
    return 0


def _document(workflow: Workflow, options: dict[str, Any]) -> Any:
    if not options["published"]:
        return workflow.document
    if workflow.published is None:
        raise CommandError(f"“{workflow.name}” has no published version.")
    return workflow.published.document


def _free_name(workflow: Workflow, taken: set[str]) -> str:
    name = slugify(workflow.name) or "workflow"
    if name in taken:
        name = f"{name}-{workflow.pk.hex[-8:]}"
    taken.add(name)
    return name


ACTION = Action("export", "a workflow as text, or a project as a folder", arguments, run)
