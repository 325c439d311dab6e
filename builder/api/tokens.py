"""`tokens/`: tokens for programs. The text of one is shown once, when it is made."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.members import PersonSerializer
from builder.api.problems import ApiProblem
from builder.api.serializers import Moment, StrictSerializer, Text
from builder.models import ApiToken
from builder.services.create_token import create_token
from builder.services.revoke_token import revoke_token


class TokenSerializer(StrictSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="How the text begins, after `qt_`.")
    user = PersonSerializer()
    verbs = serializers.ListField(child=serializers.CharField())
    created_at = Moment()
    expires_at = Moment(allow_null=True)
    last_used_at = Moment(allow_null=True)
    revoked_at = Moment(allow_null=True)


class ShownTokenSerializer(TokenSerializer):
    token = serializers.CharField(help_text="Shown this once.")


class NewTokenSerializer(StrictSerializer):
    name = Text(max_length=120)
    verbs = serializers.ListField(
        child=serializers.ChoiceField([verb.value for verb in Verb]),
        required=False,
        allow_empty=False,
        help_text="What it may do, at most what you may; all that if it is left out.",
    )
    expires_at = Moment(required=False, allow_null=True, default=None)

    def validate_expires_at(self, moment: Any) -> Any:
        if moment is not None and moment <= timezone.now():
            raise ValidationError("This moment has passed.")
        return moment


class TokensView(ApiView):
    @operation(
        "Your tokens for a project; an owner sees everybody's",
        tag="tokens",
        parameters=[PROJECT],
        answers={200: TokenSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        tokens = ApiToken.objects.filter(project=self.project).select_related("user")
        if not self.actor.may(Verb.ADMINISTER, self.project):
            tokens = tokens.filter(user=self.actor.person)
        return self.page(tokens, TokenSerializer)

    @operation(
        "Make a token for a project",
        tag="tokens",
        parameters=[PROJECT],
        request=NewTokenSerializer,
        answers={201: ShownTokenSerializer},
        problems=(400, 403, 404),
    )
    def post(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        if self.actor.token is not None:
            raise ApiProblem(403, "A token cannot make tokens. Sign in, or use the command `tokens create`.")
        told = self.body(NewTokenSerializer)
        mine = self.actor.verbs_in(self.project.pk)
        verbs = told.get("verbs") or sorted(mine)
        if beyond := [verb for verb in verbs if Verb(verb) not in mine]:
            raise ApiProblem(
                403, f"You may not {beyond[0].replace('_', ' ')} here, so a token of yours may not either."
            )
        token, text = create_token(self.project, request.user, told["name"], verbs, told["expires_at"])
        return Response({**TokenSerializer(token).data, "token": text}, status=201)


class TokenView(ApiView):
    @operation("One token", tag="tokens", answers={200: TokenSerializer}, problems=(404,))
    def get(self, request: Request, token: str) -> Response:
        return Response(TokenSerializer(self._mine(token)).data)

    @operation("End a token", tag="tokens", answers={204: None}, problems=(403, 404))
    def delete(self, request: Request, token: str) -> Response:
        revoke_token(self._mine(token), self.actor)
        return Response(status=204)

    def _mine(self, token: str) -> ApiToken:
        found = self.thing(_all(), pk=token)
        # A token may end itself, and no other one.
        own = (
            found.pk == self.actor.token.pk
            if self.actor.token is not None
            else found.user_id == self.request.user.pk
        )
        if not own:
            self.authorize(Verb.ADMINISTER, found)
        return found


def _all() -> QuerySet[ApiToken]:
    return ApiToken.objects.select_related("user", "project")
