"""The settings of the workflow as a whole are such as the engine knows."""

from collections.abc import Iterator

from builder.graph.findings import findings
from builder.graph.problems import Problem, error
from builder.graph.settings import WorkflowSettings
from builder.graph.validation.subject import Subject


def check(subject: Subject) -> Iterator[Problem]:
    if subject.graph.settings:
        for field, code, message in findings(WorkflowSettings, subject.graph.settings):
            yield error(code, message, field=f"settings.{field}" if field else "settings")
