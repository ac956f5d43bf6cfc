"""Django's handle on this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, bureaux, roles."""

    name = "tidings.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
