"""The Django app of what happens when a workflow runs."""

from django.apps import AppConfig


class ExecutionsConfig(AppConfig):
    name = "executions"
    verbose_name = "Executions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models can be imported only now that all apps are there.
        from builder.api.expressions import scope_sources  # noqa: PLC0415
        from builder.api.workflow_extras import workflow_extras  # noqa: PLC0415
        from builder.management.workflows import ACTIONS  # noqa: PLC0415
        from builder.publication import followers  # noqa: PLC0415
        from executions.management.execute_action import ACTION as EXECUTE  # noqa: PLC0415
        from executions.seen_scope import seen_scope  # noqa: PLC0415
        from executions.triggers.schedule import follow as schedules  # noqa: PLC0415
        from executions.triggers.webhook import listen as webhooks  # noqa: PLC0415
        from executions.workflow_extras import run_extras  # noqa: PLC0415

        if run_extras not in workflow_extras:
            workflow_extras.append(run_extras)
        ACTIONS[EXECUTE.name] = EXECUTE
        if seen_scope not in scope_sources:
            scope_sources.append(seen_scope)
        for follow in (webhooks.follow_publication, schedules.follow_publication):
            if follow not in followers:
                followers.append(follow)
