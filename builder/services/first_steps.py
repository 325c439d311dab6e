"""Makes the first person and the first project with examples, so that there is something to run at once."""

import json
from importlib.resources import files
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from builder.access import Actor
from builder.models import Membership, MembershipRole, Project
from builder.services.create_project import create_project
from builder.services.create_workflow import create_workflow

FIRST_USER = "owner"
FIRST_PROJECT = "My project"


def ensure_first_project() -> tuple[Any, Project]:
    """The owner and the project of this installation; they are made the first time only."""
    known = _known()
    if known is None:
        try:
            return _make()
        except IntegrityError:
            # Another process took the first steps at the same moment.
            known = _known()
            if known is None:
                raise
    return known


def _known() -> tuple[Any, Project] | None:
    owners = Membership.objects.filter(role=MembershipRole.OWNER, user__is_active=True)
    membership = owners.select_related("user", "project").order_by("pk").first()
    return (membership.user, membership.project) if membership is not None else None


@transaction.atomic
def _make() -> tuple[Any, Project]:
    user = _first_user()
    project = create_project(Actor(user), name=FIRST_PROJECT)
    # Lists show the newest first: the simplest one is made last.
    for example in reversed(examples()):
        create_workflow(project, Actor(user), **example)
    return user, project


def _first_user() -> Any:
    """Somebody who administers already, else a new person without a password, who comes in by a link."""
    users = get_user_model()
    known = users._default_manager.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if known is not None:
        return known
    user = users(**{users.USERNAME_FIELD: FIRST_USER}, is_staff=True, is_superuser=True)
    user.set_unusable_password()
    user.save()
    return user


def examples() -> list[dict[str, Any]]:
    """The example workflows that come along, in the order of their file names."""
    folder = files("builder") / "examples"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    return [json.loads((folder / name).read_text(encoding="utf-8")) for name in names]
