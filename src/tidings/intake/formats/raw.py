"""A table before its columns are understood: cells as text, each row with the line it stands on."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file.

    Attributes:
        line: counted from 1.
        cells: the text of each cell.
        broken: why the row could not be told apart into cells, or "".
    """

    line: int
    cells: tuple[str, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table of a file.

    Attributes:
        rows: those with at least one filled cell.
        sheet: the worksheet's name, "" where the file has none.
        warnings: what was assumed to tell rows and cells apart.
        cut_off: the last line has no end: the file may have been cut.
    """

    rows: tuple[RawRow, ...]
    sheet: str = ""
    warnings: tuple[str, ...] = field(default=())
    cut_off: bool = False
