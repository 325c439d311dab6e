"""The base of every view of the API: who asks, in which project, what the body says, and how a list is paged."""

from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from builder.access import Actor, Verb, authorize, for_actor
from builder.api.authentication import BearerAuthentication, SignedInAuthentication
from builder.api.docs import Schema
from builder.api.pagination import CursorPages
from builder.api.parsing import StrictJSONParser
from builder.api.problems import ApiProblem, answer_with_problem, refuse
from builder.api.rendering import JSONRenderer, OneForm
from builder.api.throttles import RateThrottle
from builder.models import ApiToken, Project

M = TypeVar("M", bound=Model)


class ApiView(GenericAPIView[Any]):
    """Everything is set here and not by the settings of the project around, so that no project can loosen it."""

    authentication_classes: Any = (BearerAuthentication, SignedInAuthentication)
    permission_classes: Any = (IsAuthenticated,)
    parser_classes = (StrictJSONParser,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = OneForm
    throttle_classes: Any = (RateThrottle,)
    pagination_class: Any = CursorPages
    filter_backends: Any = ()
    versioning_class = None
    # The schema tells what can be called; guessing it anew for OPTIONS fails where a view has no queryset.
    metadata_class: Any = None
    schema: Any = Schema()

    def get_exception_handler(self) -> Any:
        return answer_with_problem

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        for name, values in request.query_params.lists():
            if "\x00" in name or any("\x00" in value for value in values):
                raise refuse(name.replace("\x00", ""), "A query parameter may not contain a NUL character.")
        super().initial(request, *args, **kwargs)

    @cached_property
    def actor(self) -> Actor:
        token = self.request.auth if isinstance(self.request.auth, ApiToken) else None
        return Actor(self.request.user, token)

    @cached_property
    def project(self) -> Project:
        """The project that the call names by `?project=` or `X-Project` (id or slug), else the actor's first."""
        wanted = self.request.query_params.get("project") or self.request.headers.get("X-Project", "")
        mine = Project.objects.filter(pk__in=list(self.actor.verbs_by_project))
        if wanted:
            found = mine.filter(**_by_id_or_slug(wanted)).first()
        else:
            found = mine.filter(pk__in=list(self.actor.verbs_by_project)[:1]).first()
        if found is None:
            raise Http404("There is no such project, or you are not a member of it.")
        return found

    def authorize(self, verb: Verb, thing: Any = None) -> None:
        """Return when the actor may do this to the thing (or in the chosen project), else raise 403 or 404."""
        authorize(self.actor, verb, self.project if thing is None else thing)

    def thing(self, queryset: QuerySet[M], verb: Verb = Verb.READ, **lookup: Any) -> M:
        """The one row that is looked for in all projects of the actor, which must have the verb on it."""
        found = for_actor(self.actor, queryset, Verb.READ).filter(**lookup).first()
        if found is None:
            raise Http404("There is no such thing here, or you have no access to it.")
        authorize(self.actor, verb, found)
        return found

    def body(self, serializer: type[BaseSerializer[Any]], **context: Any) -> dict[str, Any]:
        """The body of the request, checked. Raises 400 with the path of every wrong field."""
        read = serializer(data=self.request.data, context={"view": self, **context})
        read.is_valid(raise_exception=True)
        return read.validated_data

    def page(self, queryset: Any, serializer: type[BaseSerializer[Any]], **context: Any) -> Response:
        """One page of a queryset, filtered and ordered as the view's filter backends say."""
        rows = self.paginate_queryset(self.filter_queryset(queryset))
        written = serializer(rows, many=True, context={"view": self, "request": self.request, **context})
        return self.get_paginated_response(written.data)


def _by_id_or_slug(text: str) -> dict[str, Any]:
    try:
        return {"pk": UUID(text)}
    except ValueError:
        return {"slug": text}


class MissingView(ApiView):
    """Answers for every address under the API that leads nowhere."""

    authentication_classes = ()
    permission_classes = ()
    schema: Any = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.http_method_not_allowed = self._missing  # type: ignore[method-assign]
        return super().dispatch(request, *args, **kwargs)

    def _missing(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise ApiProblem(404, "There is nothing at this address. See the docs at /api/docs/.")

    options: Any = _missing
