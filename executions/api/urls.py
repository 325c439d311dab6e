"""The addresses of the API of executions, to be mounted under `api/`."""

from django.urls import path

from executions.api import control, details, execute, executions, inbox, schedules, stream, webhooks

_EXECUTION = "executions/<uuid:execution>/"

urlpatterns = [
    path("workflows/<uuid:workflow>/execute/", execute.ExecuteView.as_view()),
    path("workflows/<uuid:workflow>/executions/", executions.WorkflowExecutionsView.as_view()),
    path("executions/", executions.ExecutionsView.as_view()),
    path(_EXECUTION, executions.ExecutionView.as_view()),
    path(f"{_EXECUTION}nodes/", details.NodeRunsView.as_view()),
    path(f"{_EXECUTION}nodes/<str:node>/", details.NodeRunView.as_view()),
    path(f"{_EXECUTION}events/", details.EventsView.as_view()),
    path(f"{_EXECUTION}logs/", details.LogsView.as_view()),
    path(f"{_EXECUTION}why/", details.WhyView.as_view()),
    path(f"{_EXECUTION}stream/", stream.StreamView.as_view()),
    path(f"{_EXECUTION}control/", control.ControlView.as_view()),
    path("inbox/", inbox.InboxView.as_view()),
    path("inbox/<uuid:wait>/answer/", inbox.AnswerView.as_view()),
    path("schedules/", schedules.SchedulesView.as_view()),
    path("schedules/preview/", schedules.SchedulePreviewView.as_view()),
    path("schedules/<uuid:schedule>/", schedules.ScheduleView.as_view()),
    path("schedules/<uuid:schedule>/run/", schedules.RunNowView.as_view()),
    path("webhooks/", webhooks.WebhooksView.as_view()),
    path("webhooks/listen/", webhooks.ListenView.as_view()),
]
