"""A side's list from a file: ROUND.json, a list of persons, or a CSV table with the same columns."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tidings.exchange.rounds import ATTRIBUTES
from tidings.intake.formats.encoding import decode
from tidings.kernel.errors import BadInput
from tidings.register.keeping import UNWRITABLE

COLUMNS: Final = ATTRIBUTES
NAME: Final = "name"
"""Kept for the eyes of those admitted; never passed to the planner."""

TRUE: Final = frozenset({"true", "yes", "1", "так", "да"})
FALSE: Final = frozenset({"false", "no", "0", "ні", "нет"})
MOST: Final = 100_000
LONGEST_NAME: Final = 300


def given(content: bytes, filename: str, side: str) -> list[dict[str, Any]]:
    """Read the people of one side out of a file; what they mean is checked where the round is read as a whole.

    Args:
        content: the file's bytes.
        filename: its name; a name that ends in `.json` is read as JSON, any other as a table.
        side: the side taken out of a whole ROUND.json.

    Raises:
        BadInput: it cannot be read, a row has no key, or a column is not known; file and line are named.
    """
    persons = (
        _from_json(content, filename, side) if filename.lower().endswith(".json") else _from_csv(content, filename)
    )
    if not persons or len(persons) > MOST:
        raise BadInput(
            file=filename,
            line=None,
            field="",
            problem=f"it holds {len(persons)} people",
            advice=f"A list holds 1 to {MOST} people",
        )
    return _checked(persons, filename)


def _from_json(content: bytes, filename: str, side: str) -> list[dict[str, Any]]:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _bad(filename, None, "", "it is no JSON", "Save it again as UTF-8 JSON") from error
    if isinstance(whole, dict) and isinstance(whole.get("sides"), dict):
        whole = whole["sides"].get(side, {})
    if isinstance(whole, dict):
        whole = whole.get("persons")
    if not isinstance(whole, list) or not all(isinstance(one, dict) for one in whole):
        raise _bad(
            filename, None, "persons", f"it has no list of persons of side {side}", "See the schema of ROUND.json"
        )
    return whole


def _from_csv(content: bytes, filename: str) -> list[dict[str, Any]]:
    text = decode(content).text
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    rows = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    try:
        return [
            {name.strip(): _value(name.strip(), cell) for name, cell in row.items() if name and cell and cell.strip()}
            for row in rows
        ]
    except csv.Error as error:
        raise _bad(
            filename, rows.line_num, "", "this line is no row of a table", "Save the table again as CSV"
        ) from error


def _value(name: str, cell: str) -> str | int | bool:
    text = cell.strip()
    if name in {"vulnerable", "protection", "registered", "listed"} and text.casefold() in TRUE | FALSE:
        return text.casefold() in TRUE
    return int(text) if name == "hardship" and text.isdecimal() and text.isascii() else text


def _checked(persons: Iterable[Mapping[str, Any]], filename: str) -> list[dict[str, Any]]:
    seen: set[str] = set()
    found = []
    for line, person in enumerate(persons, 1):
        unknown = sorted(set(person) - {*COLUMNS, NAME})
        if unknown:
            raise _bad(filename, line, unknown[0], "this column is not known to a round", f"Use: {', '.join(COLUMNS)}")
        key = person.get("key")
        if not isinstance(key, str) or not key.strip():
            raise _bad(filename, line, "key", "this person has no key", "Give everybody a key of their own")
        name = person.get(NAME, "")
        if not isinstance(name, str) or len(name) > LONGEST_NAME or UNWRITABLE.search(name):
            raise _bad(filename, line, NAME, "this is no name", f"Write a name of at most {LONGEST_NAME} letters")
        if key in seen:
            raise _bad(filename, line, "key", "this key stands twice", "Give everybody a key of their own")
        seen.add(key)
        found.append({name: value for name, value in person.items() if value is not None and value != ""})
    return found


def _bad(filename: str, line: int | None, field: str, problem: str, advice: str) -> BadInput:
    return BadInput(file=filename, line=line, field=field, problem=problem, advice=advice)
