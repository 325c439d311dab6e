"""Changes a credential. What is not given stays as it is, secrets too."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from builder.access import Actor
from builder.audit import record
from builder.credential_fields import checked_fields, checked_hosts, split, type_of
from builder.models import Credential
from builder.refusals import Wrong
from builder.sealed import opened, seal_into
from builder.services.create_credential import name_taken


def change_credential(
    credential: Credential,
    actor: Actor,
    *,
    name: str | None = None,
    fields: Mapping[str, Any] | None = None,
    allowed_hosts: list[str] | None = None,
) -> Credential:
    """Raises `Wrong`, also when a host is added without entering the secrets again.

    Otherwise somebody who may change a credential could have its secret, which nobody may read, sent to a host of theirs.
    """
    declared = type_of(credential.type)
    changed = sorted(_given(name=name, fields=fields, allowed_hosts=allowed_hosts))
    if allowed_hosts is not None:
        hosts = checked_hosts(allowed_hosts)
        added = set(hosts) - set(credential.allowed_hosts)
        if added and not declared.secret_fields <= set(fields or {}):
            raise Wrong.field(
                "allowed_hosts",
                "Enter the secrets again to let them be sent to another host.",
                "secrets_needed",
            )
        credential.allowed_hosts = hosts
    if fields is not None:
        before = {**credential.public, **opened(credential)}
        credential.public, secret = split(declared, checked_fields(declared, {**before, **fields}))
        seal_into(credential, secret)
        credential.tested_at, credential.test_error = None, ""
    if name is not None:
        credential.name = name
    try:
        with transaction.atomic():
            credential.save()
            record(actor, "credential.changed", credential, changed=changed, fields=sorted(fields or {}))
    except IntegrityError as error:
        raise name_taken(credential.name) from error
    return credential


def _given(**values: Any) -> list[str]:
    return [name for name, value in values.items() if value is not None]
