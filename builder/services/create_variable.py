"""Makes a variable of a project, plain or secret."""

from typing import Any

from django.db import IntegrityError, transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Project, Variable
from builder.refusals import Wrong
from builder.sealed import seal_into


def create_variable(
    project: Project, actor: Actor, *, name: str, value: Any, is_secret: bool = False
) -> Variable:
    """Raises `Wrong` when the name is taken."""
    variable = Variable(project=project, name=name, is_secret=is_secret)
    put_value(variable, value)
    try:
        with transaction.atomic():
            variable.save(force_insert=True)
            record(actor, "variable.created", variable, is_secret=is_secret)
    except IntegrityError as error:
        raise Wrong.field("name", f"This project has a variable “{name}” already.", "taken") from error
    return variable


def put_value(variable: Variable, value: Any) -> None:
    if variable.is_secret:
        if not isinstance(value, str) or not value:
            raise Wrong.field("value", "A secret variable is text that is not empty.")
        variable.value = None
        seal_into(variable, value)
    else:
        variable.value = value
