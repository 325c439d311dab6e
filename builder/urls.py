"""The addresses of the pages: the shell for each that the front end knows, and signing in."""

from django.urls import path, re_path

from builder.pages.invitations import invitation
from builder.pages.shell import shell
from builder.pages.sign_in import sign_in, sign_in_by_link, sign_out

CLIENT_ROUTES = "workflows|executions|inbox|templates|credentials|settings|variables|members|tokens|schedules"

urlpatterns = [
    path("", shell, name="quintet-home"),
    re_path(rf"^(?:{CLIENT_ROUTES})(?:/.*)?$", shell, name="quintet-client-route"),
    path("sign-in/", sign_in, name="quintet-sign-in"),
    path("sign-in/<str:secret>/", sign_in_by_link, name="quintet-sign-in-by-link"),
    path("sign-out/", sign_out, name="quintet-sign-out"),
    path("invitations/<str:secret>/", invitation, name="quintet-invitation"),
]
