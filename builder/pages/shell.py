"""The page in which the front end lives: one and the same for every address that it knows."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@ensure_csrf_cookie
def shell(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("quintet-sign-in"))
    return render(request, "builder/app.html", {"client_config": client_config()})


def client_config() -> dict[str, Any]:
    """Where everything is, for the front end: the include may be mounted anywhere."""
    base = reverse("quintet-home")
    return {
        "base": base,
        "api": f"{base}api/",
        "ws": "/ws/",
        "static": settings.STATIC_URL,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "sign_in": reverse("quintet-sign-in"),
        "sign_out": reverse("quintet-sign-out"),
        "admin": _admin(),
    }


def _admin() -> str | None:
    return reverse("admin:index") if "django.contrib.admin" in settings.INSTALLED_APPS else None
