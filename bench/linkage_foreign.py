"""A register that another generator made: the style of LINKAGE.md section 1, at any size, with truth.

Five sources of unequal care: requests of families in Russian, captivity lists in Ukrainian spelling, titles of
interviews in Latin letters with little beside the name, posts with nicknames and units, morgue records with initials.
Names are drawn by the frequency lists of ../shared/data/name_lists, places from the gazetteer. How often a source
fills a column was counted in `linkage_sample`; nothing here is read from the rehearsal of `tidings`, whose habits our
weights know.
"""

import csv
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final, Generic, TypeVar

Thing = TypeVar("Thing")

SHARED: Final = Path(__file__).resolve().parents[2] / "shared/data"

RECORDS_OF_A_PERSON: Final = {1: 484, 2: 615, 3: 306, 4: 85, 5: 19}
RECORDS_A_PERSON: Final = 2.033
SOURCES: Final = {
    "family requests": 1574,
    "captivity list": 691,
    "social media": 324,
    "interview titles": 284,
    "morgue records": 194,
}
FILLED: Final = {
    "family requests": {"patronymic": 0.94, "birth": 0.95, "place": 0.70, "rank": 0.60, "unit": 0.75, "day": 0.80},
    "captivity list": {"patronymic": 0.90, "birth": 0.94, "place": 0.31, "rank": 0.51, "unit": 0.22, "day": 0.0},
    "social media": {"patronymic": 0.0, "birth": 0.28, "place": 0.35, "rank": 0.19, "unit": 0.68, "day": 0.44},
    "interview titles": {"patronymic": 0.0, "birth": 0.71, "place": 0.0, "rank": 0.27, "unit": 0.22, "day": 0.0},
    "morgue records": {"patronymic": 0.77, "birth": 0.54, "place": 0.23, "rank": 0.33, "unit": 0.40, "day": 0.57},
}
EVENTS: Final = {
    "family requests": "missing",
    "captivity list": "held",
    "social media": "missing",
    "interview titles": "interviewed",
    "morgue records": "body_found",
}
RANKS: Final = {
    ("солдат", "солдат"): 522,
    ("старший солдат", "старший солдат"): 244,
    ("сержант", "сержант"): 143,
    ("младший сержант", "молодший сержант"): 144,
    ("старший сержант", "старший сержант"): 79,
    ("матрос", "матрос"): 67,
    ("старший матрос", "старший матрос"): 65,
    ("лейтенант", "лейтенант"): 60,
    ("старший лейтенант", "старший лейтенант"): 61,
    ("майор", "майор"): 30,
}
ARMS: Final = ("омбр", "одшбр", "обрмп", "брто", "полк", "ошб", "бт")
SCHEMES: Final = ("icao_doc_9303", "bgn_pcgn_alt", "mvd_310", "telegram", "wikipedia", "gost_7034")
UKRAINIAN: Final = str.maketrans({"ы": "и", "и": "і", "э": "е", "ё": "ьо", "ъ": "'"})
COLUMNS: Final = (
    "record_id",
    "source",
    "surname",
    "given",
    "patronymic",
    "birth_date",
    "birth_place",
    "rank",
    "unit",
    "event",
    "event_date",
)
BROTHER, TYPO, SWAPPED, INITIALS, YEAR_ONLY, WRONG_DAY, OTHER_UNIT = 0.05, 0.07, 0.05, 0.35, 0.08, 0.04, 0.06


class Drawn(Generic[Thing]):
    """Things that are drawn as often as they are counted."""

    def __init__(self, counted: dict[Thing, float]) -> None:
        self._things = list(counted)
        self._sums = list(accumulate(counted.values()))

    def by(self, chance: Random) -> Thing:
        """Draw one."""
        return chance.choices(self._things, cum_weights=self._sums)[0]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who never was; names in Russian and in Ukrainian."""

    surname: tuple[str, str]
    given: tuple[str, str]
    patronymic: tuple[str, str]
    born: date
    place: tuple[str, str]
    rank: tuple[str, str]
    unit: str
    lost: date


def _table(name: str) -> list[dict[str, str]]:
    opened = gzip.open if name.endswith(".gz") else open
    with opened(SHARED / name, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


class World:
    """All that persons are made of."""

    def __init__(self) -> None:
        pairs = {row["ru"].lower(): row["uk"] for row in _table("name_lists/uk_ru_last_names.tsv.gz")}
        russian = {
            (row["text"].lower(), pairs.get(row["text"].lower(), row["text"].lower().translate(UKRAINIAN))): float(
                row["count"]
            )
            for row in _table("name_lists/ru_surnames.tsv.gz")
            if row["gender"] != "f"
        }
        total = sum(russian.values())
        ukrainian = {(ru, uk): 1.0 for ru, uk in pairs.items() if not ru.endswith(("ова", "ева", "ина", "ая"))}
        share = 0.35 / 0.65 * total / len(ukrainian)
        self.surnames = Drawn(russian | {pair: russian.get(pair, 0) + share for pair in ukrainian})
        self.given = self._counted("uk_ru_first_names", "ru_given_names")
        self.patronymics = self._counted("uk_ru_patronymic_names", "ru_patronymics")
        self.places = Drawn(_towns())
        self.ranks = Drawn({rank: float(count) for rank, count in RANKS.items()})
        self.sources = Drawn({source: float(count) for source, count in SOURCES.items()})
        self.sizes = Drawn({size: float(count) for size, count in RECORDS_OF_A_PERSON.items()})
        self.nicknames: dict[str, list[str]] = defaultdict(list)
        for row in _table("name_lists/ru_uk_hypocoristics_handmade.tsv"):
            self.nicknames[row["formal_ru"].lower()].append(row["short"].lower())

    @staticmethod
    def _counted(pairs: str, counts: str) -> Drawn[tuple[str, str]]:
        spelled = {row["ru"].lower(): row["uk"] for row in reversed(_table(f"name_lists/{pairs}.tsv.gz"))}
        spelled |= _usual()
        counted = {
            (row["text"].lower(), spelled[row["text"].lower()]): float(row["count"])
            for row in _table(f"name_lists/{counts}.tsv.gz")
            if row["gender"] == "m" and row["text"].lower() in spelled
        }
        return Drawn(counted)

    def person(self, chance: Random, brother: Person | None) -> Person:
        """Make a person, perhaps the brother of another."""
        kin = brother if brother and chance.random() < BROTHER else None
        return Person(
            surname=kin.surname if kin else self.surnames.by(chance),
            given=self.given.by(chance),
            patronymic=kin.patronymic if kin else self.patronymics.by(chance),
            born=date(1966, 1, 1) + timedelta(chance.randrange(40 * 365)),
            place=kin.place if kin else self.places.by(chance),
            rank=self.ranks.by(chance),
            unit=f"{chance.randint(1, 100)} {chance.choice(ARMS)}",
            lost=date(2022, 2, 24) + timedelta(chance.randrange(1200)),
        )


def _usual() -> dict[str, str]:
    """Return the Ukrainian form of common given names and patronymics, where lists have many."""
    named = {row["formal_ru"]: row["formal_uk"] for row in _table("name_lists/ru_uk_hypocoristics_handmade.tsv")}
    with (SHARED / "name_lists/uk_ru_pep_dicts/patronymics.csv").open(encoding="utf-8") as stream:
        named |= {row[1]: row[0] for row in reversed(list(csv.reader(stream))) if len(row) > 1}
    return {russian.lower(): ukrainian.lower() for russian, ukrainian in named.items()}


def _towns() -> dict[tuple[str, str], float]:
    found = {}
    for row in _table("gazetteer/geonames_ua_ru_by_md.tsv.gz"):
        forms = [form for form in row["cyrillic_forms"].split("|") if form]
        if row["country"] == "UA" and forms:
            ukrainian = next((form for form in forms if set(form.lower()) & set("іїєґ")), forms[0])
            russian = next((form for form in forms if not set(form.lower()) & set("іїєґ")), forms[0])
            found[russian.lower(), ukrainian.lower()] = max(float(row["population"] or 0), 500.0) ** 0.7
    return found


@cache
def _scheme(name: str) -> dict[str, str]:
    told = json.loads((SHARED / f"name_lists/translit_schemes_iuliia/{name}.json").read_text(encoding="utf-8"))
    found: dict[str, str] = told["mapping"]
    return found | {"і": "i", "ї": "yi", "є": "ye", "ґ": "g", "'": ""}


def _latin(word: str, scheme: str) -> str:
    return "".join(_scheme(scheme).get(letter, letter) for letter in word)


def _mistyped(word: str, chance: Random, often: float) -> str:
    """Strike one key wrongly, sometimes: one letter left out, doubled, changed, or two exchanged."""
    if len(word) < 4 or chance.random() >= often:
        return word
    place, way = chance.randrange(len(word) - 1), chance.randrange(4)
    first, rest = word[:place], word[place:]
    kinds = (rest[1:], rest[0] + rest, chance.choice("аеиорнтс") + rest[1:], rest[1] + rest[0] + rest[2:])
    return first + kinds[way]


def _dated(day: date, chance: Random) -> str:
    if chance.random() < YEAR_ONLY:
        return str(day.year)
    if chance.random() < WRONG_DAY:
        swapped = day.day <= 12 and chance.random() < 0.5
        day = date(day.year, day.day, day.month) if swapped else day + timedelta(chance.choice((-10, -1, 1, 10, 365)))
    return day.isoformat()


def record(person: Person, source: str, world: World, chance: Random) -> dict[str, str]:
    """Return what a source says of a person."""
    told = {column: chance.random() < share for column, share in FILLED[source].items()}
    tongue = 1 if source == "captivity list" else 0
    surname, given = _mistyped(person.surname[tongue], chance, TYPO), person.given[tongue]
    father = person.patronymic[tongue] if told["patronymic"] else ""
    born = _dated(person.born, chance)
    match source:
        case "social media":
            given = chance.choice(world.nicknames.get(given) or [given]) if chance.random() < 0.5 else given
            surname, born = surname if chance.random() < 0.95 else "", born[:4]
        case "interview titles":
            scheme, form = chance.choice(SCHEMES), chance.randrange(2)
            surname = _mistyped(_latin(person.surname[form], scheme), chance, TYPO / 2)
            given, born = _latin(person.given[form], scheme), born[:4]
            if chance.random() < SWAPPED:
                surname, given = given, surname
        case "morgue records" if chance.random() < INITIALS:
            given, father = given[0], father[:1]
        case _:
            given, father = _mistyped(given, chance, TYPO / 3), _mistyped(father, chance, TYPO / 2)
    unit = person.unit if chance.random() > OTHER_UNIT else f"{chance.randint(1, 100)} {chance.choice(ARMS)}"
    happened = person.lost + timedelta(chance.randint(-3, 3))
    return {
        "source": source,
        "surname": surname,
        "given": given,
        "patronymic": father,
        "birth_date": born if told["birth"] else "",
        "birth_place": person.place[tongue] if told["place"] else "",
        "rank": person.rank[tongue] if told["rank"] else "",
        "unit": unit if told["unit"] else "",
        "event": EVENTS[source],
        "event_date": happened.isoformat() if told["day"] else "",
    }


def foreign(folder: Path, *, seed: int, records: int) -> list[Path]:
    """Write about so many records and their truth; return the table."""
    chance, world = Random(seed), World()  # noqa: S311 -- invented people, no secrets
    folder.mkdir(parents=True, exist_ok=True)
    table, truth = folder / "records.csv", folder / "truth.csv"
    with table.open("w", encoding="utf-8", newline="") as rows, truth.open("w", encoding="utf-8", newline="") as known:
        written = csv.DictWriter(rows, COLUMNS)
        written.writeheader()
        known.write("record_id,person_id\n")
        person: Person | None = None
        numbers = list(range(round(records * 1.05)))
        chance.shuffle(numbers)
        for human in range(round(records / RECORDS_A_PERSON)):
            person = world.person(chance, person)
            for _ in range(world.sizes.by(chance)):
                record_id = f"r{numbers.pop()}"
                written.writerow({"record_id": record_id, **record(person, world.sources.by(chance), world, chance)})
                known.write(f"{record_id},p{human}\n")
    return [table]
