"""Gives a variable another value."""

from typing import Any

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Variable
from builder.services.create_variable import put_value


def change_variable(variable: Variable, actor: Actor, *, value: Any) -> Variable:
    """Its name and whether it is secret stay: expressions say the one, and a secret never becomes plain."""
    with transaction.atomic():
        put_value(variable, value)
        variable.save()
        record(actor, "variable.changed", variable)
    return variable
