"""The links by which somebody outside answers a wait: signed, single use, bound to one node run (R23)."""

from uuid import UUID

from django.core import signing

from executions.models import Wait

_SALT = "quintet.wait"
LINKED_KINDS = frozenset({"webhook", "approval", "form"})


def token_of(wait: Wait) -> str:
    """The same wait always has the same token: it is made from the id and kept nowhere."""
    return signing.Signer(salt=_SALT).sign(wait.pk.hex)


def wait_of(token: str) -> Wait | None:
    """The wait that a token belongs to; None when the token is forged or the wait is gone."""
    try:
        pk = UUID(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Wait.objects.filter(pk=pk).first()
