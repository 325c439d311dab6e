"""Django's admin for the builder's things: to look at everything, and to change what services do not guard."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from builder.access import Actor
from builder.models import (
    ApiToken,
    AuditEntry,
    Credential,
    Invitation,
    Membership,
    Project,
    Variable,
    Workflow,
    WorkflowVersion,
)
from builder.services.archive_workflow import archive_workflow
from builder.services.delete_credential import delete_credential
from builder.services.revoke_token import revoke_token
from builder.services.unarchive_workflow import unarchive_workflow


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows and does not change: changes go through services, which check and write the audit log."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Project)
class ProjectAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (MembershipInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Workflow)
class WorkflowAdmin(ReadOnlyAdmin):
    list_display = ("name", "project", "published", "revision", "problems_count", "updated_at", "archived_at")
    list_filter = ("project", ("archived_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "description", "=id")
    list_select_related = ("project", "published__workflow")
    date_hierarchy = "updated_at"
    actions = ("archive", "unarchive")

    @admin.action(description="Archive", permissions=["archive"])
    def archive(self, request: HttpRequest, chosen: QuerySet[Workflow]) -> None:
        for workflow in chosen:
            archive_workflow(workflow, Actor(request.user))

    @admin.action(description="Take back from the archive", permissions=["archive"])
    def unarchive(self, request: HttpRequest, chosen: QuerySet[Workflow]) -> None:
        for workflow in chosen:
            unarchive_workflow(workflow, Actor(request.user))

    def has_archive_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("builder.change_workflow")


@admin.register(WorkflowVersion)
class WorkflowVersionAdmin(ReadOnlyAdmin):
    list_display = ("workflow", "number", "author", "message", "created_at")
    list_filter = ("workflow__project",)
    search_fields = ("workflow__name", "message", "=id")
    list_select_related = ("workflow", "author")


@admin.register(Credential)
class CredentialAdmin(ReadOnlyAdmin):
    """The envelope is never shown, not even sealed."""

    list_display = ("name", "type", "project", "tested_at", "test_error", "updated_at")
    list_filter = ("type", "project")
    search_fields = ("name", "=id")
    exclude = ("envelope",)
    actions = ("remove",)

    @admin.action(description="Delete", permissions=["remove"])
    def remove(self, request: HttpRequest, chosen: QuerySet[Credential]) -> None:
        for credential in chosen:
            delete_credential(credential, Actor(request.user))

    def has_remove_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("builder.delete_credential")


@admin.register(Variable)
class VariableAdmin(ReadOnlyAdmin):
    list_display = ("name", "project", "is_secret", "updated_at")
    list_filter = ("project", "is_secret")
    search_fields = ("name",)
    exclude = ("envelope",)


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "prefix", "project", "user", "expires_at", "last_used_at", "revoked_at")
    list_filter = ("project", ("revoked_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "prefix")
    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description="Revoke", permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[ApiToken]) -> None:
        for token in chosen:
            revoke_token(token, Actor(request.user))

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("builder.change_apitoken")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("project", "email", "role", "invited_by", "expires_at", "accepted_at", "revoked_at")
    list_filter = ("project", "role")
    exclude = ("digest",)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action", "thing_name", "project")
    list_filter = ("action", "project")
    search_fields = ("actor", "thing_name", "=thing_id")
    date_hierarchy = "at"
