"""Opens a credential inside the worker, for one node run (R43)."""

from typing import Any
from uuid import UUID

from builder.catalogue import catalogue
from builder.models import Credential as StoredCredential
from builder.sealed import opened
from builder.vault import VaultError
from nodes.credentials import Credential
from nodes.errors import FatalError, InvalidError


def open_credential(project_id: UUID, reference: str) -> Credential:
    """The credential of this project with its secrets.

    Raises `InvalidError` when the project has no such credential, `FatalError` when it cannot be decrypted.
    """
    wanted = _uuid(reference)
    stored = StoredCredential.objects.filter(project_id=project_id, pk=wanted).first() if wanted else None
    if stored is None:
        raise InvalidError("The credential of this node does not exist in this project. Choose another one.")
    try:
        fields = {**stored.public, **opened(stored)}
    except VaultError as error:
        raise FatalError(f"The credential “{stored.name}” cannot be opened. {error}") from error
    return Credential(str(stored.pk), stored.type, stored.name, fields, tuple(stored.allowed_hosts))


def secret_values(credential: Credential) -> list[str]:
    """The texts that must be blanked wherever they turn up: each secret, and `name:password` as Basic writes it."""
    declared = catalogue().credential_type(credential.type)
    names = declared.secret_fields if declared else credential.fields.keys()
    secrets = [value for name in names if isinstance(value := credential.get(name), str) and value]
    user = credential.get("username")
    return secrets + ([f"{user}:{secret}" for secret in secrets] if isinstance(user, str) and user else [])


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
