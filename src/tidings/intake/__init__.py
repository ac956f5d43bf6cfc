"""Anything dropped in → Reports.

Start with `read` (a file to a `Reading`), then `formats/` (tables and JSON lines) and `text/` (running text).
"""

from tidings.intake.reading import Held, Reading

__all__ = ["Held", "Reading"]
