"""Django's handle on this room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Requests, answers, calls."""

    name = "tidings.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask the register to be told, inside each deed, whose file changed; and mend what request tables held."""
        from tidings.casework.answering import follow  # noqa: PLC0415 -- models load after the apps
        from tidings.casework.deeds.tables import mend_request_row  # noqa: PLC0415 -- the same
        from tidings.register.hooks import on_person_changed, on_request_row  # noqa: PLC0415 -- the same

        on_person_changed(follow)
        on_request_row(mend_request_row)
