"""Executions in Django's admin: a quick list, a read-only page with the timeline, and what an operator may do."""

from typing import Any

import orjson
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from builder.refusals import Clash
from executions.models import Event, Execution, NodeRun, Process
from executions.picture import short
from executions.replay import as_json
from executions.services.give_command import give_command
from executions.statuses import Status

_SHOWN_RUNS = 500
_SHOWN_EVENTS = 200
_EXPORTED = 200
_MANY = 100_000


class NoCountPaginator(Paginator):
    """Counting all rows of a large table takes seconds, and nobody reads the number."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        ids = rows.order_by().values_list("pk", flat=True)
        return len(ids[: self.per_page * 20 + 1])


class FixedFilter(admin.SimpleListFilter):
    """Offers a fixed list: asking the table which values it has would read all of it."""

    values: tuple[str, ...] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, value) for value in self.values]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(**{str(self.parameter_name): self.value()}) if self.value() else queryset


class StatusFilter(FixedFilter):
    title = parameter_name = "status"
    values = tuple(Status.values)


class TriggerFilter(FixedFilter):
    title = "trigger"
    parameter_name = "trigger_kind"
    values = ("manual", "webhook", "schedule", "workflow", "form", "email", "event", "error")


class PriorityFilter(FixedFilter):
    title = parameter_name = "priority"
    values = ("high", "default", "low")


class ReadOnly(admin.ModelAdmin):
    """What the engine writes is not edited by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Execution)
class ExecutionAdmin(ReadOnly):
    list_display = (
        "id",
        "status",
        "workflow",
        "trigger_kind",
        "priority",
        "created_at",
        "took",
        "status_reason",
    )
    list_filter = (StatusFilter, TriggerFilter, PriorityFilter, ("created_at", admin.DateFieldListFilter))
    list_select_related = ("workflow",)
    list_per_page = 50
    show_full_result_count = False
    paginator = NoCountPaginator
    ordering = ("-id",)
    search_fields = ("=id", "=idempotency_key", "workflow__name")
    search_help_text = "The id, an idempotency key, or words of the workflow's name."
    actions = ("cancel", "retry", "resume", "export")
    fieldsets = (
        (None, {"fields": ("id", "project", "workflow", "version", "status", "status_reason", "created_by")}),
        ("Times", {"fields": ("created_at", "started_at", "finished_at", "took", "wake_up_at")}),
        ("Node runs", {"fields": ("timeline",)}),
        ("Values", {"fields": ("inputs_text", "result_text", "error_text", "metadata_text")}),
        ("Log", {"fields": ("log",), "classes": ("collapse",)}),
        (
            "Ownership",
            {
                "fields": (
                    "queue",
                    "lease_owner",
                    "lease_expires_at",
                    "epoch",
                    "due_at",
                    "recoveries",
                    "parent",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Execution]":
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and str(match.url_name).endswith("_changelist"):
            # A list of fifty must not read fifty results of megabytes.
            rows = rows.defer("inputs", "result", "error", "metadata", "options", "workflow__document")
        return rows

    @admin.display(description="took")
    def took(self, execution: Execution) -> str:
        if execution.started_at is None or execution.finished_at is None:
            return "–"
        return f"{(execution.finished_at - execution.started_at).total_seconds():.3f} s"

    @admin.display(description="timeline")
    def timeline(self, execution: Execution) -> SafeString | str:
        runs = list(NodeRun.objects.filter(execution=execution).order_by("last_number")[:_SHOWN_RUNS])
        started = [run.started_at for run in runs if run.started_at is not None]
        if not runs:
            return "Nothing has run yet."
        first = min(started, default=0.0)
        rows = format_html_join(
            "", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            ((run.path, run.node, run.attempt, run.status, _span(run, first), _short_error(run)) for run in runs),
        )  # fmt: skip
        head = "<tr><th>path</th><th>node</th><th>attempt</th><th>status</th><th>when</th><th>error</th></tr>"
        return format_html("<table>{}{}</table>", SafeString(head), rows)

    @admin.display(description="events")
    def log(self, execution: Execution) -> SafeString:
        events = Event.objects.filter(execution=execution).order_by("-number")[:_SHOWN_EVENTS]
        return format_html_join("", "<div>{} · {} · {}</div>", ((e.number, e.kind, e.node) for e in events))

    @admin.display(description="inputs")
    def inputs_text(self, execution: Execution) -> SafeString:
        return _pretty(execution.inputs)

    @admin.display(description="result")
    def result_text(self, execution: Execution) -> SafeString:
        return _pretty(execution.result)

    @admin.display(description="error")
    def error_text(self, execution: Execution) -> SafeString:
        return _pretty(execution.error)

    @admin.display(description="metadata")
    def metadata_text(self, execution: Execution) -> SafeString:
        return _pretty(execution.metadata)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [str(field) for _, options in self.fieldsets for field in options["fields"]]

    @admin.action(description="Cancel", permissions=["control"])
    def cancel(self, request: HttpRequest, chosen: "QuerySet[Execution]") -> None:
        self._tell(request, chosen, "cancel")

    @admin.action(description="Retry what failed", permissions=["control"])
    def retry(self, request: HttpRequest, chosen: "QuerySet[Execution]") -> None:
        self._tell(request, chosen, "retry")

    @admin.action(description="Resume", permissions=["control"])
    def resume(self, request: HttpRequest, chosen: "QuerySet[Execution]") -> None:
        self._tell(request, chosen, "resume")

    def has_control_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("executions.change_execution"))

    def _tell(self, request: HttpRequest, chosen: "QuerySet[Execution]", action: str) -> None:
        done, refused = 0, []
        for pk in chosen.order_by("id").values_list("pk", flat=True)[:_MANY]:
            try:
                give_command(pk, action, by=str(request.user))
                done += 1
            except Clash as clash:
                refused.append(f"{pk}: {clash.message}")
        if done:
            self.message_user(request, f"{done} executions were told to {action}.", messages.SUCCESS)
        for message in refused[:10]:
            self.message_user(request, message, messages.WARNING)

    @admin.action(description="Export as JSON")
    def export(self, request: HttpRequest, chosen: "QuerySet[Execution]") -> HttpResponse:
        rows = chosen.select_related("workflow", "version", "created_by").order_by("id")[:_EXPORTED]
        exported = [
            {
                **short(row),
                "inputs": row.inputs,
                "result": row.result,
                "events": [
                    as_json(event) for event in Event.objects.filter(execution=row).order_by("number")
                ],
            }
            for row in rows
        ]
        return HttpResponse(
            orjson.dumps(exported, option=orjson.OPT_INDENT_2),
            content_type="application/json",
            headers={"Content-Disposition": 'attachment; filename="executions.json"'},
        )


@admin.register(Process)
class ProcessAdmin(ReadOnly):
    list_display = ("name", "kind", "carrying", "concurrency", "started_at", "seen_at")


def _pretty(value: Any) -> SafeString:
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    return format_html("<pre>{}</pre>", text[:20_000])


def _span(run: NodeRun, first: float) -> str:
    if run.started_at is None:
        return ""
    begins = run.started_at - first
    return f"+{begins:.3f} s" + (f" for {run.latency_ms:.1f} ms" if run.latency_ms is not None else "")


def _short_error(run: NodeRun) -> str:
    return str((run.error or {}).get("message", ""))[:200]
