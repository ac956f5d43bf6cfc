"""Anything dropped in → Reports.

Start with `read` (a file to a `Reading`: reports, held rows, warnings), then `formats/` (tables and JSON lines) and
`text/` (running text). `read_content` is the same for an upload that is already in memory;
`in_language` says its problems, advice and warnings in the reader's language.
"""

from tidings.intake.door import read, read_content
from tidings.intake.formats import Asked, HotlineRefused, says_surrender_hotline
from tidings.intake.reading import Held, Reading
from tidings.intake.wording import in_language

__all__ = [
    "Asked",
    "Held",
    "HotlineRefused",
    "Reading",
    "in_language",
    "read",
    "read_content",
    "says_surrender_hotline",
]
