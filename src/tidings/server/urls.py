"""All addresses: the pages of the web room, and the pages for mistakes and refusals."""

from django.urls import include, path

urlpatterns = [path("", include("tidings.web.urls"))]

handler400 = "tidings.web.views.errors.bad_request"
handler403 = "tidings.web.views.errors.forbidden"
handler404 = "tidings.web.views.errors.not_found"
handler500 = "tidings.web.views.errors.server_error"
