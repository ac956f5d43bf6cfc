"""The application a web server runs (granian; any WSGI server will do)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tidings.server.settings")

application = get_wsgi_application()
