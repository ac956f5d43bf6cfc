"""Distil the name pools of `tidings.rehearsal` from freely licensed lists.

Sources (data/names, see its README): surname pairs Ukrainian–Russian of names-translator 2.1.0 (MIT), frequencies of
russiannames 2.0.0 (BSD-3-Clause), diminutives written by hand (CC0).

python tools/rehearsal_pools.py           writes them
python tools/rehearsal_pools.py --check   compares; exit 1 where they differ
"""

import csv
import gzip
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "data" / "names"
OUT = ROOT / "src" / "tidings" / "rehearsal" / "data"
SURNAMES = 6000
GIVEN = {"m": 80, "f": 50}
UNCOUNTED = 12
"""Weight of a surname that the Russian list does not count: most are Ukrainian and neither common nor unique."""
MASCULINE = (
    "ов",
    "ев",
    "ёв",
    "ин",
    "ын",
    "ский",
    "цкий",
    "ый",
    "ий",
    "ой",
    "енко",
    "чук",
    "юк",
    "ук",
    "як",
    "ец",
    "ко",
    "ич",
    "ей",
    "ак",
    "ик",
)


def table(name: str) -> Iterator[dict[str, str]]:
    """Read one of the gzipped lists."""
    with gzip.open(LISTS / name, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def surnames() -> list[tuple[str, str, int]]:
    """Return (uk, ru, weight), commonest first, masculine forms only."""
    counts = {row["text"].lower(): int(row["count"]) for row in table("ru_surnames.tsv.gz")}
    given = {row["ru"].lower() for row in table("uk_ru_first_names.tsv.gz")}
    found: dict[str, tuple[str, str, int]] = {}
    for row in table("uk_ru_surnames.tsv.gz"):
        uk, ru = row["uk"].lower(), row["ru"].lower()
        plain = uk.replace("'", "").replace("’", "").isalpha() and ru.isalpha()
        if plain and ru.endswith(MASCULINE) and ru not in given and len(ru) > 3 and ru not in found:
            found[ru] = (uk.replace("'", "’"), ru, counts.get(ru, UNCOUNTED))
    return sorted(found.values(), key=lambda row: (-row[2], row[1]))[:SURNAMES]


def given_names() -> list[tuple[str, str, str, int, str]]:
    """Return (uk, ru, sex, weight, diminutives) of the commonest given names."""
    pairs = {row["ru"].lower(): row["uk"].lower() for row in table("uk_ru_first_names.tsv.gz")}
    short: dict[str, list[str]] = {}
    for row in table("hypocoristics.tsv.gz"):
        short.setdefault(row["formal_ru"].lower(), []).append(row["short"].lower())
        pairs[row["formal_ru"].lower()] = row["formal_uk"].lower()
    rows: list[tuple[str, str, str, int, str]] = []
    for row in table("ru_given_names.tsv.gz"):
        ru = row["text"].lower()
        if ru in short and row["gender"] in GIVEN and row["text"].istitle():
            rows.append((pairs[ru].replace("'", "’"), ru, row["gender"], int(row["count"]), ";".join(short[ru])))
    rows.sort(key=lambda row: -row[3])
    return [row for sex, size in GIVEN.items() for row in [each for each in rows if each[2] == sex][:size]]


IRREGULAR = {
    "микола": "миколай", "григорій": "григор", "яків": "як", "лев": "льв", "павло": "павл", "петро": "петр",
    "дмитро": "дмитр", "михайло": "михайл", "кирило": "кирил", "данило": "данил",
    "гаврило": "гаврил", "микита": "микит", "федір": "федор", "антін": "антон", "прокіп": "прокоп", "пилип": "пилип",
    "хома": "хом", "сава": "сав", "лука": "лук", "ілля": "іл",
}  # fmt: skip


def ukrainian_patronymic(father: str, sex: str) -> str:
    """Form the Ukrainian patronymic of a father's name by the school rule; the lists hold too many miswritten ones."""
    if father == "ілля":
        return "ілліч" if sex == "m" else "іллівна"
    if father == "лука" and sex == "m":
        return "лукич"
    stem = IRREGULAR.get(father, father.rstrip("ьо"))
    if stem.endswith("й"):
        return stem + "ович" if sex == "m" else stem[:-1] + "ївна"
    return stem + ("ович" if sex == "m" else "івна")


def patronymics(fathers: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return (father in Russian, uk, ru, sex) for every father's name of the pool, both sexes."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    without_yo = {father.replace("ё", "е"): father for father in fathers}
    for row in table("ru_patronymics.tsv.gz"):
        father = row["fname"].lower().replace("ё", "е")
        key = (without_yo.get(father, ""), row["gender"])
        if key[0] and int(row["count"]) > best.get(key, (0, ""))[0]:
            best[key] = (int(row["count"]), row["text"].lower())
    found = [(father, ukrainian_patronymic(fathers[father], sex), ru, sex) for (father, sex), (_, ru) in best.items()]
    return sorted(row for row in found if row[3] in GIVEN)


def written(header: tuple[str, ...], rows: Sequence[Sequence[object]]) -> str:
    """Return one table as text."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return lines.getvalue()


def main() -> int:
    """Write the three pools, or compare them with what stands there."""
    given = given_names()
    tables = {
        "surnames.tsv": written(("uk", "ru", "weight"), surnames()),
        "given.tsv": written(("uk", "ru", "sex", "weight", "short"), given),
        "patronymics.tsv": written(
            ("father", "uk", "ru", "sex"), patronymics({row[1]: row[0] for row in given if row[2] == "m"})
        ),
    }
    if "--check" in sys.argv:
        stale = [name for name, text in tables.items() if (OUT / name).read_text(encoding="utf-8") != text]
        print(
            "\n".join(f"{name} is out of date: run python tools/rehearsal_pools.py" for name in stale) or "pools hold"
        )
        return 1 if stale else 0
    for name, text in tables.items():
        (OUT / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
