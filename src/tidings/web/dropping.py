"""What is dropped in at the inbox: files and pasted text, read by intake."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tidings import intake
from tidings.accounts import Refused
from tidings.register.results import SourceGiven

PASTED = "text.txt"


@dataclass(frozen=True, slots=True)
class Dropped:
    """One thing dropped in: its name as the person knows it, and its bytes."""

    filename: str
    content: bytes


def dropped(request: HttpRequest) -> Iterator[Dropped]:
    """Give every file of the form, then the pasted text, if any.

    Raises:
        Refused: a file is larger than this installation takes.
    """
    for upload in request.FILES.getlist("files"):
        if upload.size is not None and upload.size > settings.UPLOAD_LIMIT:
            megabytes = settings.UPLOAD_LIMIT // 2**20
            raise Refused(
                _("“%(file)s” is larger than %(size)s MB. Split it.") % {"file": upload.name, "size": megabytes}
            )
        yield Dropped(PurePosixPath(PureWindowsPath(upload.name or PASTED).name).name, upload.read())
    text = request.POST.get("text", "")
    if text.strip():
        yield Dropped("", text.replace("\r\n", "\n").encode())


def source_given(request: HttpRequest) -> SourceGiven:
    """Read from the form who says it."""
    sent = request.POST
    return SourceGiven(
        sent.get("source", "").strip(),
        sent.get("kind", ""),
        sent.get("reliability", ""),
        sent.get("origin", "").strip(),
    )


def day_given(text: str) -> date | None:
    """Read the day of an undated text; nothing or nonsense is None."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def read(thing: Dropped, *, as_of: date | None, source: str) -> intake.Reading:
    """Have intake read one thing.

    Raises:
        TidingsError: it cannot be read; the text says which file, where and why.
    """
    return intake.read_content(thing.content, intake.Asked(thing.filename or PASTED, source, as_of, ""))
