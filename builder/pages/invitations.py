"""The page behind the link of an invitation: joins a project, with a new account where there is none yet."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.forms import BaseUserCreationForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from builder.models import Invitation
from builder.pages.sign_in import TOO_OFTEN, address_of, enter
from builder.rates import seconds_to_wait
from builder.refusals import Clash
from builder.services.accept_invitation import accept_invitation, open_invitation


class NewAccountForm(BaseUserCreationForm):
    class Meta:
        model = get_user_model()
        fields = (get_user_model().USERNAME_FIELD,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["password2"].label = "Password again"


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    found = open_invitation(secret)
    if found is None:
        return render(request, "builder/invitation.html", {"gone": True}, status=410)
    if request.method == "POST" and seconds_to_wait("RATE_SIGN_IN", address_of(request)):
        return render(request, "builder/invitation.html", _told(found, refused=TOO_OFTEN), status=429)
    if request.user.is_authenticated:
        return _join(request, secret, found)
    return _join_with_new_account(request, secret, found)


def _join(request: HttpRequest, secret: str, found: Invitation) -> HttpResponse:
    if request.method != "POST":
        return render(request, "builder/invitation.html", _told(found))
    try:
        accept_invitation(secret, request.user)
    except Clash:
        return render(request, "builder/invitation.html", {"gone": True}, status=410)
    return redirect("quintet-home")


def _join_with_new_account(request: HttpRequest, secret: str, found: Invitation) -> HttpResponse:
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "builder/invitation.html", _told(found, form=form), status=status)
    try:
        with transaction.atomic():
            user = form.save()
            accept_invitation(secret, user)
    except Clash:
        return render(request, "builder/invitation.html", {"gone": True}, status=410)
    enter(request, user)
    return redirect("quintet-home")


def _told(found: Invitation, **more: Any) -> dict[str, Any]:
    return {"invitation": found, **more}
