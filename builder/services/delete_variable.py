"""Deletes a variable. Workflows that name it are told so by validation."""

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Variable


def delete_variable(variable: Variable, actor: Actor) -> None:
    with transaction.atomic():
        record(actor, "variable.deleted", variable)
        variable.delete()
