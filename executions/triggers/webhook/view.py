"""`/hooks/<path>` and `/hooks/test/<path>`: the door for calls from outside."""

import logging
import time

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from executions.conf import conf
from executions.models import WebhookPath
from executions.triggers.webhook.bodies import pairs
from executions.triggers.webhook.call import Call, Refused
from executions.triggers.webhook.receive import not_found, receive
from executions.triggers.webhook.writing import refusal, written

logger = logging.getLogger("quintet.webhooks")


@method_decorator(csrf_exempt, name="dispatch")
class HookView(View):
    """No session counts here and no cookie: a caller is known by what the webhook asks for."""

    # What Django would answer to others by itself would tell that something is there.
    http_method_names = ["get", "post", "put", "patch", "delete"]
    kind = WebhookPath.LIVE

    def get(self, request: HttpRequest, path: str) -> HttpResponse:
        try:
            return written(receive(_read(request, path), self.kind))
        except Refused as refused:
            return refusal(refused)
        except DatabaseError as error:
            logger.warning("A call of a webhook could not be recorded: %s", error)
            message = "The call could not be recorded. Send it again."
            return refusal(Refused(503, message, "unavailable", headers={"Retry-After": "5"}))

    post = put = patch = delete = get

    def http_method_not_allowed(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return refusal(not_found())


class TestHookView(HookView):
    """Takes calls for the draft, while somebody listens."""

    kind = WebhookPath.TEST


def _read(request: HttpRequest, path: str) -> Call:
    return Call(
        method=request.method or "GET",
        path=path.strip("/"),
        headers={name.lower(): value for name, value in request.headers.items()},
        query=pairs(request.META.get("QUERY_STRING", "")),
        raw=_body(request),
        received_at=time.time(),
        content_type=request.META.get("CONTENT_TYPE", ""),
    )


def _body(request: HttpRequest) -> bytes:
    """The bytes as they came, or 413 before more than the limit has been taken into memory."""
    limit = conf().max_webhook_bytes
    announced = request.META.get("CONTENT_LENGTH") or ""
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    raw = request.read(limit + 1)
    if len(raw) > limit:
        raise _too_large(limit)
    return bytes(raw)


def _too_large(limit: int) -> Refused:
    return Refused(413, f"The body is too large. The limit is {limit:,} bytes.", "too_large")
