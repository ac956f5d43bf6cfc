"""Which database: SQLite in the home folder, or PostgreSQL where a URL says so."""

from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from tidings.server.sqlite import OPTIONS

SCHEMES: Final = ("postgresql", "postgres")


def database(url: str, home: Path) -> dict[str, object]:
    """Return Django's settings of the one database.

    Args:
        url: `postgresql://user:password@host:port/name?sslmode=require`, or "" for SQLite in the home folder.
        home: the home folder.

    Raises:
        ImproperlyConfigured: the URL names another engine or no database.
    """
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "tidings.sqlite3"), "OPTIONS": OPTIONS}
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise ImproperlyConfigured("TIDINGS_DATABASE_URL must read postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_HEALTH_CHECKS": True,
    }
