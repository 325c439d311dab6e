"""The addresses of the builder's API, to be mounted under `api/`."""

from django.urls import path, re_path

from builder.api import (
    audit,
    credentials,
    expressions,
    invitations,
    members,
    node_types,
    projects,
    schema,
    scopes,
    session,
    text_forms,
    tokens,
    uses,
    variables,
    versions,
    workflow_actions,
    workflows,
)
from builder.api.base import MissingView

_WORKFLOW = "workflows/<uuid:workflow>/"

urlpatterns = [
    path("session/", session.SessionView.as_view()),
    path("projects/", projects.ProjectsView.as_view()),
    path("projects/<uuid:project>/", projects.ProjectView.as_view()),
    path("projects/<uuid:project>/members/", members.MembersView.as_view()),
    path("projects/<uuid:project>/members/<uuid:member>/", members.MemberView.as_view()),
    path("projects/<uuid:project>/invitations/", invitations.InvitationsView.as_view()),
    path("projects/<uuid:project>/invitations/<uuid:invitation>/", invitations.InvitationView.as_view()),
    path("workflows/", workflows.WorkflowsView.as_view()),
    path("workflows/import/", text_forms.ImportView.as_view()),
    path(_WORKFLOW, workflows.WorkflowView.as_view()),
    path(f"{_WORKFLOW}validate/", workflow_actions.ValidateView.as_view()),
    path(f"{_WORKFLOW}duplicate/", workflow_actions.DuplicateView.as_view()),
    path(f"{_WORKFLOW}unarchive/", workflow_actions.UnarchiveView.as_view()),
    path(f"{_WORKFLOW}export/", text_forms.ExportView.as_view()),
    path(f"{_WORKFLOW}publish/", versions.PublishView.as_view()),
    path(f"{_WORKFLOW}versions/", versions.VersionsView.as_view()),
    path(f"{_WORKFLOW}versions/<int:number>/", versions.VersionView.as_view()),
    path(f"{_WORKFLOW}versions/<int:number>/restore/", versions.RestoreView.as_view()),
    path(f"{_WORKFLOW}compare/", versions.CompareView.as_view()),
    path("node-types/", node_types.NodeTypesView.as_view()),
    path("node-types/<str:key>/", node_types.NodeTypeView.as_view()),
    path("node-types/<str:key>/ports/", node_types.NodePortsView.as_view()),
    path("credential-types/", node_types.CredentialTypesView.as_view()),
    path("expressions/preview/", expressions.PreviewView.as_view()),
    path("credentials/", credentials.CredentialsView.as_view()),
    path("credentials/<uuid:credential>/", credentials.CredentialView.as_view()),
    path("credentials/<uuid:credential>/test/", credentials.TryCredentialView.as_view()),
    path("credentials/<uuid:credential>/uses/", uses.CredentialUsesView.as_view()),
    path("variables/<uuid:variable>/uses/", uses.VariableUsesView.as_view()),
    path(f"{_WORKFLOW}uses/", uses.WorkflowUsesView.as_view()),
    path(f"{_WORKFLOW}scope/", scopes.ScopeView.as_view()),
    path("variables/", variables.VariablesView.as_view()),
    path("variables/<uuid:variable>/", variables.VariableView.as_view()),
    path("tokens/", tokens.TokensView.as_view()),
    path("tokens/<uuid:token>/", tokens.TokenView.as_view()),
    path("audit/", audit.AuditView.as_view()),
    path("schema/", schema.SchemaView.as_view(custom_settings=schema.described()), name="quintet-api-schema"),
    path("docs/", schema.DocsView.as_view(), name="quintet-api-docs"),
]

catch_all = [re_path(r"^.*$", MissingView.as_view())]
