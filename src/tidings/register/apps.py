"""Django's handle on this room."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Sources, reports, persons, decisions, status, audit."""

    name = "tidings.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
