"""`/hooks/waits/<token>/`: answers a wait from outside, without an account. A GET never decides anything (R23)."""

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from builder.api.base import ApiView
from builder.api.problems import ApiProblem
from executions.models import Wait
from executions.services.answer_wait import answer_wait
from executions.services.wait_links import wait_of


class WaitLinkView(ApiView):
    # The token is the right: whoever holds it may answer, once.
    authentication_classes: Any = ()
    permission_classes: Any = ()
    schema: Any = None

    def get(self, request: Request, token: str) -> Response:
        wait = self._wait(token)
        return Response(
            {
                "kind": wait.kind,
                "request": wait.request,
                "schema": wait.schema,
                "settled": wait.settled_at is not None,
                "detail": "Opening this link decides nothing. Send the answer with "
                f"{wait.request.get('method', 'POST')}.",
            }
        )

    def post(self, request: Request, token: str) -> Response:
        wait = self._wait(token)
        wanted = wait.request.get("method", "POST") if wait.kind == "webhook" else "POST"
        if request.method != wanted:
            raise ApiProblem(405, f"This link takes {wanted}, not {request.method}.")
        answer_wait(wait.pk, request.data, by="link")
        return Response({"detail": "Thank you, this was taken down."})

    put = patch = post

    def _wait(self, token: str) -> Wait:
        wait = wait_of(token)
        if wait is None:
            raise Http404("This link is not known. It may have been cut off on its way.")
        return wait
