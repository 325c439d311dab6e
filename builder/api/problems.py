"""Every error of the API as `application/problem+json` (RFC 9457), whatever raised it."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from builder.refusals import Refusal
from builder.vault import VaultError

logger = logging.getLogger(__name__)

CODES: Mapping[int, str] = {
    400: "invalid",
    401: "not_signed_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_graph",
    429: "too_many_requests",
    500: "internal_error",
    503: "unavailable",
}


class ApiProblem(exceptions.APIException):
    """Raise it anywhere below a view to answer with this problem. `extra` become members of the body."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str = "",
        errors: Iterable[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail)
        self.status_code = status
        self.code = code or CODES.get(status, "error")
        self.errors = [dict(error) for error in errors]
        self.headers = dict(headers or {})
        self.extra = extra


def refuse(path: str, message: str, code: str = "invalid", status: int = 400) -> ApiProblem:
    """The problem of one wrong field."""
    return ApiProblem(status, message, errors=[{"path": path, "code": code, "message": message}])


def problem_response(
    status: int, detail: str, *, code: str = "", errors: Iterable[Any] = (), **extra: Any
) -> Response:
    code = code or CODES.get(status, "error")
    body = {
        "type": f"urn:quintet:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "errors": list(errors),
        **extra,
    }
    return Response(body, status=status, content_type="application/problem+json")


def answer_with_problem(error: Exception, context: Mapping[str, Any]) -> Response:
    """The exception handler of every API view. Nothing gets past it, so no caller ever sees an HTML page."""
    set_rollback()
    response = _response_to(error, context)
    for name, value in _headers_of(error).items():
        response[name] = value
    return response


def _response_to(error: Exception, context: Mapping[str, Any]) -> Response:
    match error:
        case ApiProblem():
            return problem_response(
                error.status_code, str(error.detail), code=error.code, errors=error.errors, **error.extra
            )
        case Refusal():
            return problem_response(
                error.status, error.message, code=error.code, errors=error.errors, **error.extra
            )
        case exceptions.ValidationError():
            errors = list(flatten(error.detail))
            detail = errors[0]["message"] if len(errors) == 1 else f"{len(errors)} fields are wrong."
            return problem_response(400, detail, errors=errors)
        case DjangoValidationError():
            return problem_response(400, " ".join(error.messages))
        case exceptions.Throttled():
            return problem_response(429, "Too many requests. Wait a little and try again.")
        case exceptions.APIException():
            return problem_response(error.status_code, str(error.detail))
        case VaultError():
            logger.error("Secrets cannot be kept or opened: %s", error)
            return problem_response(503, f"Secrets cannot be kept or opened here. {error}")
        case Http404():
            return problem_response(
                404, str(error) or "There is no such thing here, or you have no access to it."
            )
        case PermissionDenied():
            return problem_response(403, str(error) or "You may not do this.")
        case OperationalError() | InterfaceError():
            logger.warning("The database did not answer: %s", error)
            return problem_response(
                503, "The database does not answer right now. Try again in a few seconds."
            )
    return _unexpected(error, context)


def _unexpected(error: Exception, context: Mapping[str, Any]) -> Response:
    request = context.get("request")
    logger.error("Unexpected error in %s", getattr(request, "path", "the API"), exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return problem_response(500, "Something went wrong here. It was written to the log of the server.")


def _headers_of(error: Exception) -> dict[str, str]:
    headers = dict(getattr(error, "headers", {}))
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(int(getattr(error, "wait", None) or 1))
    if isinstance(error, OperationalError | InterfaceError):
        headers["Retry-After"] = "5"
    return headers


def flatten(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """The nested errors of a serializer as one list with paths such as `document.nodes[3].id`."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            yield from flatten(value, _step(path, key))
    elif isinstance(detail, list | tuple):
        for index, value in enumerate(detail):
            nested = isinstance(value, Mapping | list | tuple)
            yield from flatten(value, f"{path}[{index}]" if nested else path)
    else:
        yield {"path": path, "code": getattr(detail, "code", "invalid"), "message": str(detail)}


def _step(path: str, key: Any) -> str:
    if key == "non_field_errors":
        return path
    if str(key).isdigit():
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)
