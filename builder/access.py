"""Who may do what: the only place that decides. What is not allowed here is denied, and what is foreign is not there."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

from builder.models import ApiToken, Membership, MembershipRole, Project


class Verb(StrEnum):
    READ = "read"
    """See workflows, versions and runs with their values."""
    READ_LOGS = "read_logs"
    RUN = "run"
    CONTROL = "control"
    """Pause, resume, cancel, retry a run."""
    ANSWER = "answer"
    """Decide approvals and fill in forms."""
    EDIT = "edit"
    """Change drafts and variables."""
    PUBLISH = "publish"
    USE_CREDENTIAL = "use_credential"
    """Put a credential into a workflow."""
    MANAGE_CREDENTIALS = "manage_credentials"
    """Make, change and delete credentials."""
    ADMINISTER = "administer"
    """The project itself: members, invitations, audit log, everybody's tokens."""


M = TypeVar("M", bound=Model)

_VIEWER: Final = frozenset({Verb.READ})
_OPERATOR: Final = _VIEWER | {Verb.READ_LOGS, Verb.RUN, Verb.CONTROL, Verb.ANSWER}
_EDITOR: Final = _OPERATOR | {Verb.EDIT, Verb.PUBLISH, Verb.USE_CREDENTIAL, Verb.MANAGE_CREDENTIALS}

VERBS_OF_ROLE: Final[dict[str, frozenset[Verb]]] = {
    MembershipRole.VIEWER: _VIEWER,
    MembershipRole.OPERATOR: _OPERATOR,
    MembershipRole.EDITOR: _EDITOR,
    MembershipRole.OWNER: _EDITOR | {Verb.ADMINISTER},
}


@dataclass(slots=True)
class Actor:
    """Somebody who asks: a person, or a token that acts for a person within one project.

    Roles are read once per actor. Whoever lives longer than a request (a socket) makes a new one to look again.
    """

    user: AbstractBaseUser | AnonymousUser | None
    token: ApiToken | None = None
    label: str = ""
    """What the audit log says when nobody in particular acts: "the command line"."""
    _verbs: dict[UUID, frozenset[Verb]] | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        if self.user is None or self.user.pk is None:
            return self.label or "nobody"
        person = str(self.user)
        return f"{person} by token “{self.token.name}”" if self.token else person

    @property
    def verbs_by_project(self) -> dict[UUID, frozenset[Verb]]:
        if self._verbs is None:
            self._verbs = self._read_verbs()
        return self._verbs

    def _read_verbs(self) -> dict[UUID, frozenset[Verb]]:
        if self.user is None or self.user.pk is None or not self.user.is_active:
            return {}
        memberships = Membership.objects.filter(user_id=self.user.pk).order_by("id")
        roles = dict(memberships.values_list("project_id", "role"))
        if self.token is None:
            return {project: VERBS_OF_ROLE.get(role, frozenset()) for project, role in roles.items()}
        granted = frozenset(verb for verb in Verb if verb in self.token.verbs)
        role = roles.get(self.token.project_id, "")
        return {self.token.project_id: VERBS_OF_ROLE.get(role, frozenset()) & granted}

    @property
    def person(self) -> Any:
        """The user for a foreign key, or None."""
        return self.user if self.user is not None and self.user.pk is not None else None

    def verbs_in(self, project: UUID | None) -> frozenset[Verb]:
        """What this actor may do in a project; nothing where it has no business."""
        return self.verbs_by_project.get(project, frozenset()) if project else frozenset()

    def may(self, verb: Verb, thing: Model) -> bool:
        return verb in self.verbs_in(project_id_of(thing))

    def projects_with(self, verb: Verb) -> list[UUID]:
        return [project for project, verbs in self.verbs_by_project.items() if verb in verbs]


def project_id_of(thing: Any) -> UUID | None:
    """The project that a thing belongs to: it is one, has one, or says by a property of that name which."""
    if isinstance(thing, Project):
        return thing.pk
    if hasattr(thing, "project_id"):
        return thing.project_id
    project = getattr(thing, "project", None)
    return project.pk if project is not None else None


def authorize(actor: Actor, verb: Verb | str, thing: Any) -> None:
    """Return when it is allowed.

    Raises `Http404` when the actor may not even know that the thing exists, and `PermissionDenied` when it may
    see the thing but not do this.
    """
    verbs = actor.verbs_in(project_id_of(thing))
    if verb in verbs:
        return
    # A token without the right to read still learns what it lacks in its own project.
    if Verb.READ in verbs or (actor.token is not None and verbs):
        raise PermissionDenied(
            f"You may not {str(verb).replace('_', ' ')} in this project. Ask one of its owners."
        )
    raise Http404("There is no such thing here, or you have no access to it.")


def for_actor(actor: Actor, queryset: QuerySet[M], verb: Verb | str = Verb.READ) -> QuerySet[M]:
    """The rows of a queryset that lie in projects where the actor may do this.

    A model says by `project_path` how to reach its project; "project" if it says nothing.
    """
    path = getattr(queryset.model, "project_path", "project")
    return queryset.filter(**{f"{path}__in": actor.projects_with(Verb(verb))})
