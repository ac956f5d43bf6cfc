"""How a CSV file is laid out: its encoding and what parts its cells."""

import codecs
import csv
from array import array
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import pyarrow as pa

from tidings.kernel import BadInput

DELIMITERS: Final = (",", ";", "\t")
NAMES: Final = {"cp1251": "Windows-1251", "koi8_u": "KOI8-U"}
_SAMPLE: Final = 1 << 16
_COMMON: Final = frozenset("оаеинтсрвлкіу")
"""The letters that make up most of any Russian or Ukrainian text."""
_WIDE: Final = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a")
"""Bytes that stand in no text of one byte a letter."""
_MOSTLY: Final = 0.1
"""A share of zero bytes, or of damaged letters, that tells one encoding from another."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a CSV file.

    Attributes:
        encoding: a codec of Python; `utf-8-sig` takes a byte order mark or none.
        delimiter: what parts the cells.
        columns: the header.
        warning: what a person should look at, "" if nothing.
    """

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    warning: str


def layout_of(file: Path) -> Layout:
    """Look at a CSV file.

    Raises:
        BadInput: it cannot be read, its encoding is none of ours, or it has no column `record_id`.
    """
    encoding = _encoding(file)
    headers = {delimiter: _header(file, encoding, delimiter) for delimiter in DELIMITERS}
    found = next((delimiter for delimiter, header in headers.items() if "record_id" in header), "")
    if not found:
        raise no_table(file, "there is no column record_id")
    warning = f"{file}: read as {NAMES[encoding]}. Look whether the names are right" if encoding in NAMES else ""
    return Layout(encoding, found, headers[found], warning)


def no_table(file: Path, problem: str) -> BadInput:
    """Return the error of a file that is no record table."""
    return BadInput(
        file=str(file),
        line=1,
        field=None,
        problem=problem,
        advice="Give a record table as CSV, XLSX or Parquet, with a column record_id",
    )


def _header(file: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    try:
        with file.open(encoding=encoding, newline="") as stream:
            return tuple(next(csv.reader(stream, delimiter=delimiter), ()))
    except (OSError, csv.Error, UnicodeError) as problem:
        raise no_table(file, str(problem)) from problem


def _encoding(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            sample = stream.read(_SAMPLE)
            for mark, name in _WIDE:
                if sample.startswith(mark):
                    return name
        if wide := _wide(sample):
            return wide
        if not sample or _is_utf8(file):
            return "utf-8-sig"
    except OSError as problem:
        raise no_table(file, str(problem)) from problem
    return _eight_bit(file, sample)


def _is_utf8(file: Path) -> bool:
    """Say whether a whole file is UTF-8."""
    with pa.memory_map(str(file)) as source:
        whole = source.read_buffer()
        ends = pa.py_buffer(array("q", (0, whole.size)))
        try:
            pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, whole]).cast(pa.large_string())
        except pa.ArrowInvalid:
            return False
    return True


def _wide(sample: bytes) -> str:
    """Tell UTF-16 without a mark: each Latin letter and comma has a zero byte on one side."""
    half = max(len(sample) // 2, 1)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _MOSTLY and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY and not odd else ""


def _eight_bit(file: Path, sample: bytes) -> str:
    text = sample.decode("utf-8", errors="replace")
    wrong, right = text.count("�"), sum(letter > "\x7f" and letter != "�" for letter in text)
    if right > wrong:
        raise no_table(file, "it is damaged UTF-8")
    if _NO_TEXT.intersection(sample):
        raise no_table(file, "it is no text")
    return max(NAMES, key=lambda name: _likelihood(sample.decode(name, errors="replace")))


def _likelihood(text: str) -> float:
    """Score a reading: usual letters speak for it, a capital after a small letter against it."""
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
    odd = sum(one.islower() and other.isupper() for one, other in pairwise(text))
    usual = sum(letter.lower() in _COMMON for letter in letters)
    return (usual - 2 * odd) / max(len(letters), 1)
