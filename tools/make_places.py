"""Distil src/tidings/places/data/settlements.tsv from the GeoNames extract (see places/data/NOTICE).

python tools/make_places.py EXTRACT.tsv.gz OUT.tsv
"""

import csv
import gzip
import re
import sys
from pathlib import Path

from tidings.places.folding import fold

RUSSIAN_OR_UKRAINIAN = re.compile(r"[а-щыэюяьъёіїєґ' ’ʼ-]+", re.IGNORECASE)
COUNTRIES = ("UA", "RU", "BY")


def forms_of(row: dict[str, str]) -> str:
    """Return the distinct folded spellings of one settlement: the Latin main name and every ru/uk form."""
    spellings = [
        row["name"],
        *(form for form in row["cyrillic_forms"].split("|") if RUSSIAN_OR_UKRAINIAN.fullmatch(form)),
    ]
    return "|".join(dict.fromkeys(filter(None, map(fold, spellings))))


def main(extract: str, out: str) -> None:
    """Write the table, most populous settlements first."""
    with gzip.open(extract, "rt", encoding="utf-8") as source:
        rows = [
            row for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE) if row["country"] in COUNTRIES
        ]
    rows.sort(key=lambda row: (-int(row["population"]), int(row["geonameid"])))
    lines = ["geonameid\tregion\tlat\tlon\tpopulation\tname\tforms"]
    for row in rows:
        where = f"{float(row['lat']):.2f}\t{float(row['lon']):.2f}"
        code = row["country"] + row["admin1"]
        lines.append(f"{row['geonameid']}\t{code}\t{where}\t{row['population']}\t{row['name']}\t{forms_of(row)}")
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
