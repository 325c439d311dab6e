"""Deletes a credential. Workflows that name it keep the name and are told so by validation."""

from django.db import transaction

from builder.access import Actor
from builder.audit import record
from builder.models import Credential


def delete_credential(credential: Credential, actor: Actor) -> None:
    with transaction.atomic():
        record(actor, "credential.deleted", credential, type=credential.type)
        credential.delete()
