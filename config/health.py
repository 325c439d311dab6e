"""`/healthz` and `/readyz`: whether this process lives, and whether the installation can do its work."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from executions.health import readiness


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """503 when starts cannot be accepted; `degraded` when they can, but something that carries them is missing."""
    checks = readiness()
    unready = any(check.needed and not check.ok for check in checks)
    whole = all(check.ok for check in checks)
    status = "unready" if unready else "ready" if whole else "degraded"
    answer = {"status": status, "checks": [asdict(check) for check in checks]}
    return JsonResponse(answer, status=503 if unready else 200)
