"""What the commands share: whom and which project an option means, and who acts."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from builder.access import Actor
from builder.models import Project
from builder.services.first_steps import ensure_first_project

COMMAND_LINE = Actor(None, label="the command line")
UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def project_named(text: str) -> Project:
    """By slug, id or name; the first project when nothing is named. Raises `CommandError` with what there is."""
    if not text:
        return ensure_first_project()[1]
    found = [
        project for project in Project.objects.all() if text in (project.slug, str(project.pk), project.name)
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(Project.objects.values_list("slug", flat=True)) or "none"
    problem = "There are several projects" if found else "There is no project"
    raise CommandError(f"{problem} “{text}”. Name it by its slug; there are: {known}.")


def owner_of(project: Project) -> Any:
    membership = project.memberships.filter(role="owner").select_related("user").order_by("pk").first()
    if membership is None:
        raise CommandError(f"The project “{project}” has no owner. Give it one in the admin.")
    return membership.user


def user_named(text: str) -> Any:
    """By user name or e-mail. Raises `CommandError`."""
    users = get_user_model()
    found = users._default_manager.filter(**{users.USERNAME_FIELD: text}).first()
    if found is None and "@" in text:
        found = users._default_manager.filter(email__iexact=text).first()
    if found is None:
        raise CommandError(f"There is no person “{text}”.")
    return found


def moment_from(text: str) -> datetime | None:
    """`30d`, `12h`, `2w` from now, or an ISO date with time; None for nothing. Raises `CommandError`."""
    if not text:
        return None
    if text[:-1].isdigit() and text[-1] in UNITS:
        return timezone.now() + timedelta(**{UNITS[text[-1]]: int(text[:-1])})
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"“{text}” is no time. Write `30d`, `12h`, `2w` or `2027-01-31T12:00:00Z`.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
