"""How much is taken at once: what is read must not be able to stop the machine."""

from typing import Final

FILE_BYTES: Final = 256 * 2**20
"""The largest file that is read."""

UNPACKED_BYTES: Final = 256 * 2**20
"""The most a packed file may unpack to."""

ENTRIES: Final = 2_000
"""The most entries a packed file may hold."""

ROWS: Final = 1_000_000
"""The most rows a table may hold; larger ones are for `tidings link`, which reads columns."""

COLUMNS: Final = 512
"""The most columns a table may have."""

CELLS: Final = 20_000_000
"""The most cells a worksheet may span: two filled cells at its far corners would span seventeen thousand million."""

CELL_LETTERS: Final = 100_000
"""The longest cell that is taken; a row with a longer one is held."""

RECORD_LINES: Final = 200
"""How many lines one quoted cell may run over before its quotation mark counts as never closed."""
