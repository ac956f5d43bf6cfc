"""All addresses: the pages of the web room, and the pages for mistakes and refusals."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

# While the rooms are being built: no pages yet.
urlpatterns: list[URLPattern | URLResolver] = (
    [path("", include("tidings.web.urls"))] if find_spec("tidings.web.urls") else []
)

handler400 = "tidings.web.views.errors.bad_request"
handler403 = "tidings.web.views.errors.forbidden"
handler404 = "tidings.web.views.errors.not_found"
handler500 = "tidings.web.views.errors.server_error"
