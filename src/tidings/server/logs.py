"""Log lines without people: where a fault is, not whose file it was in."""

import logging
import traceback
from types import TracebackType


class WithoutPeople(logging.Formatter):
    """Writes time, level, logger and, for a fault, its type and places; never a message's arguments or values.

    A message such as "Not Found: /person/0047-2183-5" carries its subject in the arguments, and the text of an
    exception may quote a row; both stay out. The audit log, which is protected, says who did what.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and one more for each frame of a fault."""
        message = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {message}"
        if not record.exc_info or record.exc_info[0] is None:
            return line
        kind, _, trace = record.exc_info
        return "\n".join((line, kind.__name__, *_places(trace)))


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [f"  {frame.filename.rpartition('tidings')[2]}:{frame.lineno} {frame.name}" for frame in frames]
