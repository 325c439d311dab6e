"""The Django app of what happens when a workflow runs."""

from django.apps import AppConfig


class ExecutionsConfig(AppConfig):
    name = "executions"
    label = "executions"
    verbose_name = "Executions"
    default_auto_field = "django.db.models.BigAutoField"
