"""Files into rows and Reports.

Start with `decode` (`encoding`), then a file becomes raw rows (`delimited`, `workbook`), their header is found
(`header`, names of columns in `columns.toml`), and `take_table` (`table`) makes a Report of each row or holds it.
`jsonlines` reads back what `tidings read` writes; `webpage` frees text of markup; `hotline` is what is refused.
Bounds stand in `limits`.
"""

from tidings.intake.formats.delimited import delimiter_of, read_delimited
from tidings.intake.formats.encoding import decode
from tidings.intake.formats.header import NoHeader, column_for
from tidings.intake.formats.hotline import HotlineRefused, refuse_contacts, says_surrender_hotline
from tidings.intake.formats.jsonlines import take_json_lines
from tidings.intake.formats.table import Asked, Taken, add, take_table
from tidings.intake.formats.webpage import text_of_page
from tidings.intake.formats.workbook import read_workbook

__all__ = [
    "Asked",
    "HotlineRefused",
    "NoHeader",
    "Taken",
    "add",
    "column_for",
    "decode",
    "delimiter_of",
    "read_delimited",
    "read_workbook",
    "refuse_contacts",
    "says_surrender_hotline",
    "take_json_lines",
    "take_table",
    "text_of_page",
]
