"""`credentials/`: what nodes need to enter other services. Secrets go in and never come out."""

from datetime import timedelta

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from builder.access import Verb
from builder.api.base import ApiView
from builder.api.docs import PROJECT, operation
from builder.api.serializers import Mapped, Moment, StrictSerializer, Text
from builder.audit import record_once
from builder.models import Credential
from builder.services.change_credential import change_credential
from builder.services.create_credential import create_credential
from builder.services.delete_credential import delete_credential
from builder.services.try_credential import try_credential

TOLD_AGAIN_AFTER = timedelta(minutes=10)
HOSTS_HELP = "Hosts that it may be sent to: `api.example.com`, `*.example.com`."


class CredentialSerializer(StrictSerializer):
    id = serializers.UUIDField()
    type = serializers.CharField()
    name = serializers.CharField()
    fields_ = serializers.DictField(source="public", help_text="The fields that are no secret.")
    allowed_hosts = serializers.ListField(child=serializers.CharField())
    created_at = Moment()
    updated_at = Moment()
    tested_at = Moment(allow_null=True)
    test_error = serializers.CharField(allow_blank=True)


class NewCredentialSerializer(StrictSerializer):
    type = Text(max_length=120)
    name = Text(max_length=120)
    allowed_hosts = serializers.ListField(child=Text(max_length=260), required=False, help_text=HOSTS_HELP)


class CredentialChangeSerializer(StrictSerializer):
    name = Text(max_length=120, required=False)
    allowed_hosts = serializers.ListField(child=Text(max_length=260), required=False, help_text=HOSTS_HELP)


class TriedSerializer(StrictSerializer):
    ok = serializers.BooleanField()
    message = serializers.CharField()


class CredentialsView(ApiView):
    @operation(
        "The credentials of a project",
        tag="credentials",
        parameters=[PROJECT, OpenApiParameter("type", str)],
        answers={200: CredentialSerializer(many=True)},
        problems=(404,),
    )
    def get(self, request: Request) -> Response:
        self.authorize(Verb.READ)
        credentials = Credential.objects.filter(project=self.project)
        if kind := request.query_params.get("type"):
            credentials = credentials.filter(type=kind)
        return self.page(credentials, CredentialSerializer)

    @operation(
        "Keep a credential",
        tag="credentials",
        parameters=[PROJECT],
        request=NewCredentialSerializer,
        answers={201: CredentialSerializer},
        problems=(400, 403, 404),
    )
    def post(self, request: Request) -> Response:
        self.authorize(Verb.MANAGE_CREDENTIALS)
        credential = create_credential(self.project, self.actor, **self.body(NewCredentialSerializer))
        return Response(CredentialSerializer(credential).data, status=201)


class CredentialView(ApiView):
    @operation("One credential", tag="credentials", answers={200: CredentialSerializer}, problems=(404,))
    def get(self, request: Request, credential: str) -> Response:
        found = self.thing(_all(), pk=credential)
        record_once(self.actor, "credential.looked_at", found, within=TOLD_AGAIN_AFTER)
        return Response(CredentialSerializer(found).data)

    @operation(
        "Change a credential; secrets that are left out stay",
        tag="credentials",
        request=CredentialChangeSerializer,
        answers={200: CredentialSerializer},
        problems=(400, 403, 404),
    )
    def patch(self, request: Request, credential: str) -> Response:
        found = self.thing(_all(), Verb.MANAGE_CREDENTIALS, pk=credential)
        changed = change_credential(found, self.actor, **self.body(CredentialChangeSerializer))
        return Response(CredentialSerializer(changed).data)

    @operation("Delete a credential", tag="credentials", answers={204: None}, problems=(403, 404))
    def delete(self, request: Request, credential: str) -> Response:
        delete_credential(self.thing(_all(), Verb.MANAGE_CREDENTIALS, pk=credential), self.actor)
        return Response(status=204)


class TryCredentialView(ApiView):
    @operation(
        "Try a credential out against its service",
        tag="credentials",
        answers={200: TriedSerializer},
        problems=(403, 404, 409),
    )
    def post(self, request: Request, credential: str) -> Response:
        tried = try_credential(self.thing(_all(), Verb.USE_CREDENTIAL, pk=credential), self.actor)
        return Response({"ok": tried.ok, "message": tried.message})


def _all() -> QuerySet[Credential]:
    return Credential.objects.select_related("project")


# `fields` is a property of every serializer, so this field cannot be an attribute of that name.
for _serializer in (NewCredentialSerializer, CredentialChangeSerializer):
    _serializer._declared_fields["fields"] = Mapped(
        required=_serializer is NewCredentialSerializer, help_text="As the credential type's schema says."
    )
CredentialSerializer._declared_fields["fields"] = CredentialSerializer._declared_fields.pop("fields_")
