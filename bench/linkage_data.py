"""The registers that bench_linkage.py links: made up, or read from ../shared and written as record tables with truth.

Every maker writes record tables and `truth.csv` (record_id, person_id) into a folder and returns the tables. The
historical figures, Febrl and the two prisoner lists are read where they lie and never leave the bench.
"""

import csv
import gzip
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tidings import forces, names, places
from tidings.linkage.engines.tables import read_records, read_truth
from tidings.linkage.subject import birth_of
from tidings.rehearsal import rehearse, write_files
from tidings.reports import Report

SHARED = Path(__file__).resolve().parents[2] / "shared/data"
RECORDS_A_HUMAN = 2.155
"""Records that the rehearsal makes of one human being, on the average."""

LARGEST = 1_000_000
"""Records of one war at most; the generator keeps a war in memory."""

WIDEST_YEAR = 800
"""Days within which a birth must lie for the peer to be told a year."""

Row = dict[str, str]


def rehearsal(folder: Path, *, seed: int, records: int) -> list[Path]:
    """Write a rehearsal of about so many records, a large one as several wars in one register, each with its seed."""
    wars = -(-records // LARGEST)
    tables: list[Path] = []
    truth: dict[str, str] = {}
    for war in range(wars):
        made = folder / f"war-{war}"
        size = round(records / wars / RECORDS_A_HUMAN)
        tables += [_renamed(table, f"w{war}") for table in write_files(rehearse(seed * 100 + war, size), made)]
        known = read_truth(made / "truth.csv")
        truth |= {f"w{war}-{record}": f"w{war}-{person}" for record, person in known.items()}
    _write(folder / "truth.csv", [{"record_id": record, "person_id": person} for record, person in truth.items()])
    return [table for table in tables if table.name != "truth.csv"]


def _renamed(table: Path, war: str) -> Path:
    """Put the war before every record id, so that those of several wars do not fall together."""
    header, *lines = table.read_text(encoding="utf-8").split("\n")
    named = (f"{war}-{line}" if line.startswith(table.stem) else line for line in lines)
    if table.stem != "truth":
        table.write_text("\n".join([header, *named]), encoding="utf-8")
    return table


def reported(person: str) -> bool:
    """Say whether a person belongs to the half that is reported on; weights were looked at on the other half."""
    return sha256(person.encode()).digest()[0] % 2 == 1


def sample(folder: Path) -> list[Path]:
    """Write the half of linkage_sample that is reported on."""
    source = SHARED / "linkage_sample"
    truth = {record: person for record, person in read_truth(source / "truth.csv").items() if reported(person)}
    rows = (row for row in _read(source / "records.csv") if row["record_id"] in truth)
    return _written(folder, rows, truth)


def historical(folder: Path) -> list[Path]:
    """Write the historical figures with errors (splink's own benchmark); its other columns are kept as they are."""
    rows, truth = _historical()
    return _written(folder, map(_figure, rows), truth)


def historical_names(folder: Path) -> list[Path]:
    """Write the same with the whole name alone: the file's own first name and surname are its first and last word."""
    rows, truth = _historical()
    return _written(folder, ({**_figure(row), "surname": "", "given": ""} for row in rows), truth)


def _historical() -> tuple[list[Row], dict[str, str]]:
    rows = list(_read(SHARED / "linkage_benchmarks/splink/historical_50k.csv.gz"))
    return rows, {row["unique_id"]: row["cluster"] for row in rows}


def _figure(row: Row) -> Row:
    return {
        "record_id": row["unique_id"],
        "name": row["full_name"],
        "surname": row["surname"],
        "given": row["first_name"],
        "birth_date": row["dob"],
        "birth_place": row["birth_place"],
        "sex": row["gender"][:1] if row["gender"] in {"male", "female"} else "",
        "postcode": row["postcode_fake"],
        "occupation": row["occupation"],
    }


def febrl4(folder: Path) -> list[Path]:
    """Write Febrl's fourth data set: 5,000 records and a misspelt double of each."""
    rows = [row for part in "ab" for row in _read(SHARED / f"linkage_benchmarks/febrl/dataset4{part}.csv.gz")]
    clean = [{key.strip(): value.strip() for key, value in row.items()} for row in rows]
    truth = {row["rec_id"]: row["rec_id"].split("-")[1] for row in clean}
    return _written(folder, map(_febrl_row, clean), truth)


def _febrl_row(row: Row) -> Row:
    born = row["date_of_birth"]
    return {
        "record_id": row["rec_id"],
        "surname": row["surname"],
        "given": row["given_name"],
        "birth_date": f"{born[:4]}-{born[4:6]}-{born[6:]}" if _is_day(born) else "",
        "residence": row["suburb"],
        "service_number": row["soc_sec_id"],
        "postcode": row["postcode"],
        "street": row["address_1"],
    }


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def moscow_as_given(folder: Path) -> list[Path]:
    """Write Memorial's Moscow list by its columns alone, and its second forms as if each were another surname.

    The columns lack the birth where the source has a full date; and a form in parentheses may be any part of the name.
    """
    listed, second = _moscow()
    rows = [_person(row, "m", row["surname"]) for row in listed]
    rows += [_person(row, "z", row["alt_in_parentheses"].split(",")[0]) for row in second]
    return _written(folder, rows, _moscow_truth(listed, second))


def moscow(folder: Path) -> list[Path]:
    """Write Memorial's Moscow list and, as second records, the second name forms that the archive itself records."""
    listed, second = _moscow()
    rows = [listed_person(row) for row in listed]
    born = {row["id"]: _birth_in(row) for row in listed}
    for row in second:
        year, place = born[row["id"]]
        lived = {"birth_date": year[:4], "birth_place": place}
        rows.append({"record_id": "z" + row["id"], "source": "second forms", **second_name(row["name"]), **lived})
    return _written(folder, rows, _moscow_truth(listed, second))


def _moscow() -> tuple[list[Row], list[Row]]:
    people = SHARED / "people_historical"
    listed = _read(people / "moscow_executed_1920s_50s.csv.gz")
    return list(listed), list(_read(people / "moscow_executed_name_alternatives.csv"))


def _moscow_truth(listed: list[Row], second: list[Row]) -> dict[str, str]:
    return {f"m{row['id']}": row["id"] for row in listed} | {f"z{row['id']}": row["id"] for row in second}


def _person(row: Row, prefix: str, surname: str) -> Row:
    return {
        "record_id": prefix + row["id"],
        "surname": surname,
        "given": row["given"],
        "patronymic": row["patronymic"],
        "birth_date": row["birth_year"],
        "birth_place": row["birth_place"],
    }


def listed_person(row: Row) -> Row:
    """Return what the Moscow list says of one person; a birth that its columns lack stands in its running text."""
    born, place = _birth_in(row)
    return {
        "record_id": "m" + row["id"],
        "source": "list",
        **_parts(_PARENTHESIS.sub(" ", row["name"]).split()),
        "birth_date": born,
        "birth_place": place,
        "sex": row["sex"],
        "nationality": row["nationality"],
        "event": "died",
        "event_date": row["executed"],
    }


_PARENTHESIS = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_BIRTH = re.compile(
    r"род\. (?:(?P<day>\d{1,2})\.(?P<month>\d\d)\.|в [а-я]+ )?(?P<year>\d{4})(?: \([^()]*\))?,? (?P<rest>.*)"
)
_ENDS_PATRONYMIC = re.compile("(?:ич|вна|чна)$")


def _birth_in(row: Row) -> tuple[str, str]:
    """Return birth date and place of a person of the Moscow list: by its columns, else by the words of `bio`."""
    if row["birth_year"] and row["birth_place"]:
        return row["birth_year"], row["birth_place"]
    found = _BIRTH.match(row["bio"])
    if not found:
        return row["birth_year"], row["birth_place"]
    day = f"-{found['month']}-{int(found['day']):02}" if found["day"] else ""
    before, nation, _ = found["rest"].partition(f", {row['nationality']}")
    place = before if nation and row["nationality"] else found["rest"].partition(",")[0]
    return found["year"] + day, place


def _parts(words: list[str]) -> Row:
    """Return a name as printed in its three columns, as the list's own were made: surname, given name, the rest."""
    return dict(zip(("surname", "given", "patronymic"), [*words[:2], " ".join(words[2:])], strict=False))


def second_name(printed: str) -> Row:
    """Return the second form of a printed name: `Иванов (Ивановский) Петр (Петро) Ильич` is Ивановский Петро Ильич.

    What stands in parentheses takes the place of as many words before it, a whole name that of all; of several forms
    the first is taken.
    """
    words: list[str] = []
    whole: list[str] = []
    place, replaced = 0, -1
    for found in _PARENTHESIS.finditer(printed):
        words += printed[place : found.start()].split()
        place = found.end()
        form = _PARENTHESIS.sub(" ", found[0][1:-1]).split(",")[0].split()
        if len(form) > 1 and not (len(form) == len(words[1:]) and _ENDS_PATRONYMIC.search(form[-1])):
            whole = whole or form
        elif len(words) != replaced:
            words[-len(form) :] = form
            replaced = len(words)
    words += printed[place:].split()
    return _parts(words) if replaced >= 0 else {"name": " ".join(whole)}


def uncertain_in_moscow() -> set[frozenset[str]]:
    """Return the pairs of the Moscow list that its README leaves open, by record id."""
    pairs = _read(SHARED / "people_historical/moscow_executed_hard_pairs.csv")
    return {frozenset(("m" + row["id_a"], "m" + row["id_b"])) for row in pairs if row["helper_label"] != "different"}


def vorarlberg(folder: Path) -> list[Path]:
    """Write the two editions of one list of prisoners of 1914-20; only equal names at equal homes are known truth."""
    rows = []
    for edition, homes in (("a", "home_place"), ("b", "home_places")):
        for row in _read(SHARED / f"people_historical/ww1_pow_vorarlberg_edition_{edition}.csv"):
            place = row[homes].split("|")[0].strip()
            rows.append({"record_id": edition + row["id"], "source": edition, "name": row["name"], "residence": place})
    truth = {row["record_id"]: f"{row['name']}|{row['residence']}" for row in rows}
    return _written(folder, rows, truth)


def _read(file: Path) -> Iterator[Row]:
    text = (gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()).decode("utf-8-sig")
    yield from csv.DictReader(io.StringIO(text, newline=""))


def _written(folder: Path, rows: Iterable[Row], truth: dict[str, str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    kept = list(rows)
    table = folder / "records.csv"
    _write(table, kept)
    _write(folder / "truth.csv", [{"record_id": record, "person_id": person} for record, person in truth.items()])
    return [table]


def _write(file: Path, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(dict.fromkeys(key for row in rows for key in row)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@lru_cache(maxsize=500_000)
def _folded(words: str) -> str | None:
    return names.fold(words) or None


def prepare_for_peer(tables: list[Path], folder: Path) -> None:
    """Write prepared.parquet and truth.parquet: our spelling and reading of every value, for the peer to compare."""
    rows = [_prepared(report) for report in read_records(tables).reports]
    pq.write_table(pa.Table.from_pylist(rows), folder / "prepared.parquet")
    truth = read_truth(folder / "truth.csv")
    pq.write_table(pa.table({"unique_id": list(truth), "person": list(truth.values())}), folder / "truth.parquet")


def _prepared(report: Report) -> dict[str, str | int | None]:
    name = names.parse(report.name[:200], surname=report.surname, given=report.given, patronymic=report.patronymic)
    born, rank, place = birth_of(report), forces.read_rank(report.rank), report.birth_place or report.residence
    narrow = born and born.last - born.first <= WIDEST_YEAR
    return {
        "unique_id": report.record_id,
        "surname": _folded(name.surname),
        "given": _folded(name.given),
        "patronymic": _folded(name.patronymic),
        "born": born.day.isoformat() if born and born.exact else None,
        "year": (born.day.year + born.last_day.year) // 2 if born and narrow else None,
        "city": places.read(place).folded if place else None,
        "unit": report.unit.casefold() or None,
        "rank": str(rank.order) if rank else None,
    }
