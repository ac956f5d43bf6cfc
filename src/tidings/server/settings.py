"""Django's settings. Strict by default; what an installation may change comes from TIDINGS_… variables.

TIDINGS_HOME            folder of database, originals and keys (default: ./tidings-home)
TIDINGS_DATABASE_URL    postgresql://… instead of SQLite in the home folder
TIDINGS_HOSTS           host names served, parted by commas (default: this computer only)
TIDINGS_HTTPS           1 where a browser reaches it by https: secure cookies, HSTS; always so beyond this computer
TIDINGS_PROXY           1 behind a proxy of yours that ends TLS and itself sets X-Forwarded-Proto and -For
TIDINGS_TIME_ZONE       where the bureau works, as Europe/Kyiv: by it answers and calls have their day (default: UTC)
TIDINGS_PHONE           number families call, as they dial it (default: none shown)
TIDINGS_REHEARSAL       1 where all people are invented: pages say so
"""

import os
from typing import Final

from csp.constants import NONE, SELF

from tidings.server import home as home_folder
from tidings.server.database import database

TIDINGS_HOME = home_folder.folder()
BUREAU_PHONE = os.environ.get("TIDINGS_PHONE", "")
REHEARSAL = os.environ.get("TIDINGS_REHEARSAL") == "1"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})

DEBUG = False
SECRET_KEY = home_folder.secret_key(TIDINGS_HOME)
ALLOWED_HOSTS = [name.strip() for name in os.environ.get("TIDINGS_HOSTS", "").split(",") if name.strip()]
ALLOWED_HOSTS = ALLOWED_HOSTS or sorted(LOOPBACK)
HTTPS: Final = os.environ.get("TIDINGS_HTTPS") == "1" or not LOOPBACK.issuperset(ALLOWED_HOSTS)
BEHIND_PROXY: Final = os.environ.get("TIDINGS_PROXY") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "tidings.accounts",
    "tidings.register",
    "tidings.casework",
    "tidings.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "tidings.web.middleware.NoTraces",
    "tidings.web.middleware.Refusals",
]
ROOT_URLCONF = "tidings.server.urls"
WSGI_APPLICATION = "tidings.server.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tidings.web.context.pages",
            ]
        },
    }
]

DATABASES = {"default": database(os.environ.get("TIDINGS_DATABASE_URL", ""), TIDINGS_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── who signs in ──
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "web:signin"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "tidings.web.views.errors.csrf"

# ── what a browser is told ──
# LOOKS.md section 10, word for word.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": Chromium then sends "Origin: null" with every form, and the CSRF check rightly refuses that.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS

# ── what comes in ──
UPLOAD_LIMIT = 50 * 1024 * 1024
"""Largest file taken, in bytes; checked by the deed, whatever the face."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# ── languages ──
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("ru", "Русский")]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TIDINGS_TIME_ZONE") or "UTC"

# ── files of the program itself ──
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# ── logs: which module, which code, never the words of a request; addresses and names stay out ──
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "tidings.server.logs.WithoutPeople"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
