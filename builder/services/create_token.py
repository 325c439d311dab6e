"""Makes a token for the API."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from builder.access import Actor, Verb
from builder.audit import record
from builder.models import ApiToken, Project
from builder.one_time import digest_of, new_secret


def create_token(
    project: Project,
    user: Any,
    name: str,
    verbs: Iterable[Verb | str] = tuple(Verb),
    expires_at: datetime | None = None,
    actor: Actor | None = None,
) -> tuple[ApiToken, str]:
    """The token and its text, which cannot be shown again. It never may more than its person may."""
    prefix = secrets.token_hex(4)
    text = f"{ApiToken.MARK}_{prefix}_{new_secret()}"
    granted = [verb for verb in Verb if verb in {Verb(each) for each in verbs}]
    with transaction.atomic():
        token = ApiToken.objects.create(
            project=project,
            user=user,
            name=name,
            prefix=prefix,
            digest=digest_of(text),
            verbs=[verb.value for verb in granted],
            expires_at=expires_at,
        )
        record(actor or Actor(user), "token.created", token, verbs=token.verbs)
    return token, text
