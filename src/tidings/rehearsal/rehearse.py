"""Put the rehearsal together: five tables, the families' requests, and who is really who."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tidings.rehearsal.people import Fate, fate_of, feminine_form, population
from tidings.rehearsal.sources import KINDS, REQUESTS, Kind, Row, said_by

COLUMNS: Final = (
    "record_id", "name", "surname", "given", "patronymic", "alias", "sex", "birth_date", "age", "as_of", "birth_place",
    "residence", "unit", "rank", "service_number", "event", "event_date", "event_place", "marks", "text", "origin",
)  # fmt: skip
REQUEST_COLUMNS: Final = (*COLUMNS, "enquirer", "relation", "language")
STRANGERS: Final = 0.15
"""Share of the requests that seek somebody of whom no source says anything."""


@dataclass(frozen=True, slots=True)
class Table:
    """What one source hands in: record-table rows and what is known of the source."""

    key: str
    name: str
    kind: str
    reliability: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Five sources, the requests, and the truth (record_id → key of the human being)."""

    seed: int
    sources: tuple[Table, ...]
    requests: Table
    truth: dict[str, str]


def _said(kind: Kind, fates: Sequence[Fate], seed: int, columns: tuple[str, ...]) -> tuple[Table, dict[str, str]]:
    """Let one source speak about everybody it knows; its rows come in an order of its own."""
    pairs = [(row, fate.human.key) for fate in fates if (row := said_by(kind, fate, seed)) is not None]
    Random(f"order:{kind.key}:{seed}").shuffle(pairs)  # noqa: S311 -- rehearsal data, repeatable by its seed
    rows: list[Row] = []
    truth: dict[str, str] = {}
    for number, (row, human) in enumerate(pairs, 1):
        record_id = f"{kind.key}-{number}"
        rows.append({"record_id": record_id, **row})
        truth[record_id] = human
    return Table(kind.key, kind.name, kind.kind, kind.reliability, columns, tuple(rows)), truth


def _enquirers(rows: Iterable[Row]) -> Iterator[Row]:
    """Give every request an enquirer: kin by blood or marriage bear the surname of the sought, in their own gender."""
    for row in rows:
        relation, language, surname = row["relation"], row["language"], row.get("surname", "")
        if relation in {"mother", "wife"}:
            surname = feminine_form(surname, language)
        elif relation in {"sister", "partner"}:
            surname = ""
        yield {**row, "enquirer": f"{surname} {ENQUIRERS[relation][language]}".strip()}


ENQUIRERS: Final = {
    "mother": {"ru": "Вера Ивановна", "uk": "Віра Іванівна"},
    "wife": {"ru": "Ольга", "uk": "Ольга"},
    "father": {"ru": "Пётр", "uk": "Петро"},
    "sister": {"ru": "Марина", "uk": "Марина"},
    "brother": {"ru": "Олег", "uk": "Олег"},
    "partner": {"ru": "Яна", "uk": "Яна"},
}


def rehearse(seed: int, size: int) -> Rehearsal:
    """Invent a war in small.

    Args:
        seed: The same seed gives the same rehearsal, row for row.
        size: How many people there are whom a source may speak of; families also seek some strangers.
    """
    everybody = list(population(seed, size + int(size * STRANGERS)))
    fates = [fate_of(human, seed) for human in everybody]
    tables: list[Table] = []
    truth: dict[str, str] = {}
    for kind in KINDS:
        table, known = _said(kind, fates[:size], seed, COLUMNS)
        tables.append(table)
        truth |= known
    requests, sought = _said(REQUESTS, fates, seed, REQUEST_COLUMNS)
    asked = Table(
        requests.key,
        requests.name,
        requests.kind,
        requests.reliability,
        REQUEST_COLUMNS,
        tuple(_enquirers(requests.rows)),
    )
    return Rehearsal(seed, tuple(tables), asked, truth | sought)


def write_files(rehearsal: Rehearsal, folder: Path) -> list[Path]:
    """Write each table as CSV (UTF-8) and the truth as `truth.csv`; return the paths of the tables."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in (*rehearsal.sources, rehearsal.requests):
        path = folder / f"{table.key}.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(table.rows)
        paths.append(path)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as lines:
        pairs = csv.writer(lines, lineterminator="\n")
        pairs.writerow(("record_id", "person_id"))
        pairs.writerows(rehearsal.truth.items())
    return paths
