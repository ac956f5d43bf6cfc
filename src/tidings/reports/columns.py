"""The columns of the record table, in their order."""

from typing import Final

COLUMNS: Final = (
    "record_id",
    "source",
    "name",
    "surname",
    "given",
    "patronymic",
    "alias",
    "sex",
    "birth_date",
    "age",
    "as_of",
    "birth_place",
    "residence",
    "nationality",
    "branch",
    "unit",
    "rank",
    "service_number",
    "event",
    "event_date",
    "event_place",
    "marks",
    "text",
    "origin",
)
"""A table may leave out any of them; what stands beside them is kept in `Report.extra`."""

REQUEST_COLUMNS: Final = ("enquirer", "relation", "language")
"""What a table of tracing requests adds: who asks, what they are to the person sought, and their language."""
