"""The actions of `workflows …`, one a file. Another app adds its own to `ACTIONS` when it gets ready."""

from builder.management.workflows import export, import_, list_, publish, show, validate
from builder.management.workflows.action import Action

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        list_.ACTION,
        show.ACTION,
        validate.ACTION,
        export.ACTION,
        import_.ACTION,
        publish.ACTION,
    )
}
