"""Anything dropped in → Reports.

Start with `read` (a file to a `Reading`: reports, held rows, warnings), then `formats/` (tables and JSON lines) and
`text/` (running text). `read_content` is the same for an upload that is already in memory.
"""

from tidings.intake.door import read, read_content
from tidings.intake.formats import Asked, HotlineRefused, says_surrender_hotline
from tidings.intake.reading import Held, Reading

__all__ = ["Asked", "Held", "HotlineRefused", "Reading", "read", "read_content", "says_surrender_hotline"]
