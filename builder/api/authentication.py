"""How the API knows who asks: a session with its CSRF token, or a bearer token."""

import hmac
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from builder.models import ApiToken
from builder.one_time import digest_of

REMEMBER_USE_EVERY = timedelta(minutes=1)


class BearerAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, ApiToken] | None:
        header = request.headers.get("Authorization", "")
        scheme, _, text = header.partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = token_for(text.strip())
        if token is None:
            raise AuthenticationFailed("This token is unknown, has expired or was revoked.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def token_for(text: str) -> ApiToken | None:
    """The live token with this text, or None. Remembers that it was used, at most once a minute."""
    parts = text.split("_")
    if len(parts) != 3 or parts[0] != ApiToken.MARK or not parts[1].isalnum():
        return None
    token = ApiToken.objects.select_related("user").filter(prefix=parts[1][:16]).first()
    if token is None or not hmac.compare_digest(token.digest, digest_of(text)):
        return None
    now = timezone.now()
    expired = token.expires_at is not None and token.expires_at <= now
    if token.revoked_at is not None or expired or not token.user.is_active:
        return None
    if token.last_used_at is None or token.last_used_at < now - REMEMBER_USE_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


class SignedInAuthentication(SessionAuthentication):
    """Django's session; whatever is not a safe method needs the CSRF token."""


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token made at `tokens/`."}


class SignedInScheme(SessionScheme):
    target_class = SignedInAuthentication  # type: ignore[assignment]
    name = "session"
