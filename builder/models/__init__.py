"""What the builder keeps in the database, one model a file."""

from builder.models.api_token import ApiToken
from builder.models.audit_entry import AuditEntry
from builder.models.credential import Credential
from builder.models.draft_revision import DraftRevision
from builder.models.invitation import Invitation
from builder.models.membership import Membership, MembershipRole
from builder.models.project import Project
from builder.models.sign_in_link import SignInLink
from builder.models.variable import Variable
from builder.models.workflow import Workflow
from builder.models.workflow_version import WorkflowVersion

__all__ = [
    "ApiToken",
    "AuditEntry",
    "Credential",
    "DraftRevision",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Project",
    "SignInLink",
    "Variable",
    "Workflow",
    "WorkflowVersion",
]
