"""Tries a credential out against its service."""

import asyncio
from dataclasses import dataclass

from django.utils import timezone

from builder.access import Actor
from builder.audit import record
from builder.catalogue import catalogue
from builder.conf import setting
from builder.models import Credential
from builder.refusals import Clash
from builder.services.open_credential import open_credential
from nodes.credentials import Credential as OpenCredential
from nodes.credentials import CredentialTest
from nodes.egress.client import Egress
from nodes.errors import NodeError

SECONDS = 20


@dataclass(frozen=True, slots=True)
class Tried:
    ok: bool
    message: str


def try_credential(credential: Credential, actor: Actor) -> Tried:
    """What the service said. Raises `Clash` when this type of credential cannot be tried out."""
    declared = catalogue().credential_type(credential.type)
    if declared is None or declared.test is None:
        raise Clash(
            "A credential of this type cannot be tried out. Run a workflow that uses it.", code="not_testable"
        )
    try:
        opened = open_credential(credential.project_id, str(credential.pk))
        tried = asyncio.run(_try(opened, declared.test))
    except NodeError as error:
        tried = Tried(False, error.message)
    error_text = "" if tried.ok else tried.message
    Credential.objects.filter(pk=credential.pk).update(tested_at=timezone.now(), test_error=error_text)
    record(actor, "credential.tested", credential, ok=tried.ok)
    return tried


async def _try(credential: OpenCredential, test: CredentialTest) -> Tried:
    try:
        async with asyncio.timeout(SECONDS), Egress(allow=setting("EGRESS_ALLOW")) as http:
            return Tried(True, await test(credential, http))
    except TimeoutError:
        return Tried(False, f"The service did not answer within {SECONDS} seconds.")
