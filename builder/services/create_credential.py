"""Keeps a new credential of a project, its secret part encrypted."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from builder.access import Actor
from builder.audit import record
from builder.credential_fields import checked_fields, checked_hosts, split, type_of
from builder.models import Credential, Project
from builder.refusals import Wrong
from builder.sealed import seal_into


def create_credential(
    project: Project,
    actor: Actor,
    *,
    type: str,
    name: str,
    fields: Mapping[str, Any],
    allowed_hosts: list[str] | None = None,
) -> Credential:
    """Without hosts it gets those that its type suggests. Raises `Wrong`."""
    declared = type_of(type)
    public, secret = split(declared, checked_fields(declared, fields))
    hosts = list(declared.suggested_hosts) if allowed_hosts is None else allowed_hosts
    credential = Credential(
        project=project,
        type=type,
        name=name,
        public=public,
        allowed_hosts=checked_hosts(hosts),
        created_by=actor.person,
    )
    seal_into(credential, secret)
    try:
        with transaction.atomic():
            credential.save(force_insert=True)
            record(actor, "credential.created", credential, type=type, allowed_hosts=credential.allowed_hosts)
    except IntegrityError as error:
        raise name_taken(name) from error
    return credential


def name_taken(name: str) -> Wrong:
    return Wrong.field("name", f"This project has a credential “{name}” already.", "taken")
