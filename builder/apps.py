"""The Django app that knows what a workflow is: projects, drafts, versions, credentials, and the API over them."""

from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "builder"
    verbose_name = "Workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Checks register themselves when they are imported, which needs the apps to be ready.
        from builder import checks  # noqa: F401, PLC0415
