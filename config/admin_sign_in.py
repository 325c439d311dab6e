"""Sends who enters the admin to the one page for signing in, which counts attempts; the admin's own does not."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        raise PermissionDenied("The admin is for members of the staff.")
    goal = request.GET.get("next") or reverse("admin:index")
    return redirect(f"{reverse('quintet-sign-in')}?{urlencode({'next': goal})}")
