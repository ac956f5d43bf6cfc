"""The web room as a Django app: it has no tables, only pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages for staff and families."""

    name = "tidings.web"
    label = "web"
