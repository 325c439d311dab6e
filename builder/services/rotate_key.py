"""Seals every secret again with the newest encryption key, so that an older key can be taken away."""

from dataclasses import dataclass, field

from builder.access import Actor
from builder.audit import record
from builder.models import Credential, Variable
from builder.sealed import opened, seal_into
from builder.vault import VaultError, current_key_id, key_id_of


@dataclass(slots=True)
class Rotated:
    sealed_again: int = 0
    current: int = 0
    failed: list[str] = field(default_factory=list)


def rotate_key(actor: Actor) -> Rotated:
    """Safe to repeat and to run beside people who work: a row that was changed meanwhile is left as it is."""
    rotated = Rotated()
    newest = current_key_id()
    for rows in (Credential.objects.all(), Variable.objects.filter(is_secret=True)):
        for row in rows.iterator(chunk_size=200):
            _rotate(row, newest, actor, rotated)
    return rotated


def _rotate(row: Credential | Variable, newest: str, actor: Actor, rotated: Rotated) -> None:
    before = row.envelope
    try:
        if key_id_of(before) == newest:
            rotated.current += 1
            return
        seal_into(row, opened(row))
    except VaultError as error:
        rotated.failed.append(f"{row} in {row.project}: {error}")
        return
    if type(row)._default_manager.filter(pk=row.pk, envelope=before).update(envelope=row.envelope):
        record(actor, "secret.sealed_again", row, key=newest)
        rotated.sealed_again += 1
