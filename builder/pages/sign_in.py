"""Signing in: with a password, or with a link that works once."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from builder.rates import seconds_to_wait
from builder.services.redeem_sign_in_link import redeem_sign_in_link

TOO_OFTEN = "Too many attempts. Wait a minute and try again."


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    goal = safe_goal(request)
    if request.user.is_authenticated and request.method != "POST":
        return redirect(goal)
    form = AuthenticationForm(request, data=request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if seconds_to_wait("RATE_SIGN_IN", address_of(request)):
            return render(request, "builder/sign_in.html", {"form": form, "refused": TOO_OFTEN}, status=429)
        if form.is_valid():
            login(request, form.get_user())
            return redirect(goal)
    refused = "This name and password do not belong together." if form.errors else ""
    status = 400 if refused else 200
    return render(
        request, "builder/sign_in.html", {"form": form, "refused": refused, "next": goal}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A GET only shows the button: what looks at links beforehand must not use them up."""
    if request.method != "POST":
        return render(request, "builder/sign_in_by_link.html")
    if seconds_to_wait("RATE_SIGN_IN", address_of(request)):
        return render(request, "builder/sign_in_by_link.html", {"refused": TOO_OFTEN}, status=429)
    user = redeem_sign_in_link(secret)
    if user is None:
        return render(request, "builder/sign_in_by_link.html", {"gone": True}, status=410)
    enter(request, user)
    return redirect(safe_goal(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("quintet-sign-in")


def enter(request: HttpRequest, user: Any) -> None:
    """Sign somebody in whom no backend has checked, as a link did it."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])


def safe_goal(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site, or home."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else reverse("quintet-home")


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR") or "unknown")
