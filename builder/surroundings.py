"""What lies around the workflows of a project, as far as validation must know it: names and types, never values."""

from builder.graph.validation import Surroundings
from builder.models import Credential, Project, Variable, Workflow


def surroundings_of(project: Project, *, without: Workflow | None = None) -> Surroundings:
    """The credentials, variables and workflows that a workflow of this project may name."""
    workflows = Workflow.objects.filter(project=project, archived_at=None, published__isnull=False)
    inputs = workflows.values_list("pk", "published__document")
    return Surroundings(
        credentials={
            str(pk): kind for pk, kind in Credential.objects.filter(project=project).values_list("pk", "type")
        },
        variables=frozenset(
            Variable.objects.filter(project=project, is_secret=False).values_list("name", flat=True)
        ),
        workflows={str(pk): document.get("inputs", {}) for pk, document in inputs},
    )
