"""The Django app that knows what a workflow is: projects, drafts, versions, credentials, and the API over them."""

from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "builder"
    verbose_name = "Workflows"
    default_auto_field = "django.db.models.BigAutoField"
