"""The secret part of credentials and variables, sealed and opened with the row's own id as its owner."""

from typing import Any

from builder.models import Credential, Variable
from builder.vault import seal, unseal


def owner_of(row: Credential | Variable) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def seal_into(row: Credential | Variable, secret: Any) -> None:
    row.envelope = seal(secret, owner_of(row))


def opened(row: Credential | Variable) -> Any:
    """What was sealed. Raises `VaultError`."""
    return unseal(row.envelope, owner_of(row))
