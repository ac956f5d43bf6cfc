"""Labelled pairs for bench_names: real ones from ../shared, invented ones from the frequency lists of data/names."""

import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final, Literal
from zlib import crc32

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import token_sort_ratio

from tidings.names.romanise import schemes

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared" / "data" / "names_crossscript"
LISTS: Final = ROOT / "data" / "names"
Half = Literal["tune", "report"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one person's, and what kind of difference they show."""

    left: str
    right: str
    same: bool
    kind: str


def half_of(key: object) -> Half:
    """Return the half of the data a key belongs to: everything is tuned on one half and reported on the other."""
    return "tune" if crc32(str(key).encode()) % 2 == 0 else "report"


# Variants of the war-news groups struck, each with its reason.
RUWA_STRUCK: Final = {
    "oleksandr striuk": "another man (the README says so): Striuk and Starukh are two",
    "oleksandr stryuk": "the same other man",
    "alexander stryuk": "the same other man",
    "oleksandr sayuk": "a third surname, not a spelling of Starukh",
    "joe bidening": "a verb that a newspaper made of the surname, no spelling of it",
    "türkiye erdoğan": "a country and a surname (the README says so)",
}


def ruwa(half: Half | None, negatives_each: int = 1) -> list[Pair]:
    """War-news spellings: all pairs inside a group against pairs of group heads, the hardest by token_sort first."""
    groups = [json.loads(line) for line in (SHARED / "ruwa_news_name_groups.jsonl").open(encoding="utf-8")]
    groups = [group for group in groups if half is None or half_of(group["group"]) == half]
    same = [
        Pair(a, b, same=True, kind="same")
        for group in groups
        for a, b in combinations([v for v in group["variants"] if v not in RUWA_STRUCK], 2)
    ]
    heads = sorted({group["most_frequent"] for group in groups})
    other = sorted(combinations(heads, 2), key=lambda pair: -token_sort_ratio(*pair))
    return same + [Pair(a, b, same=False, kind="heads") for a, b in other[: negatives_each * len(same)]]


# Labels of SlavicNER struck because they are no names of the person, each with its reason.
STRUCK: Final = {
    "сонный Джо": "an epithet",
    "«сонный Джо»": "an epithet",
    "Сонный Джо": "an epithet",
    "президент Білорусі": "an office",
    "Павел Волчков": "another man, filed under Vladimir Putin",
    "Колін Павел": "the surname was inflected into a given name",
    "Юрий Луценко": "another man, filed under Yuriy Vitrenko",
    "Линдси Байден": "another surname by mistake of the newspaper's machine",
}
# "Джо Байден" stands under David Davis too: struck there only.
STRUCK_AT: Final = {("PER-David-Davis", "Джо Байден"): "another man"}


def slavicner(half: Half | None) -> list[Pair]:
    """Russian–Ukrainian full names: pairs inside an entity against pairs of different entities, the hardest first."""
    entities: list[tuple[list[str], list[str]]] = []
    for line in (SHARED / "slavicner_person_groups.jsonl").open(encoding="utf-8"):
        group = json.loads(line)
        names = [
            [
                name
                for name in group["lemmas"].get(language, ())
                if is_full(name) and (group["id"], name) not in STRUCK_AT
            ]
            for language in ("ru", "uk")
        ]
        if all(names) and (half is None or half_of(group["id"]) == half):
            entities.append((names[0], names[1]))
    same = [Pair(ru, uk, same=True, kind="same") for rus, uks in entities for ru in rus for uk in uks]
    crossed = [
        (ru, uk)
        for i, (rus, _) in enumerate(entities)
        for j, (_, uks) in enumerate(entities)
        if i != j
        for ru in rus
        for uk in uks
    ]
    crossed.sort(key=lambda pair: (-token_sort_ratio(*pair), pair))
    return same + [Pair(ru, uk, same=False, kind="other entity") for ru, uk in crossed[: len(same)]]


# A surname with its particles (фон дер Ляйен) is a lone surname: the set is of full names, and a lone surname is by our
# own rule never enough for "one person".
PARTICLES: Final = frozenset({"фон", "дер", "ван", "ді", "ди", "де", "да", "аль", "ель", "эль", "бен", "бін", "бин"})


def is_full(name: str) -> bool:
    """Say whether a label is a Cyrillic full name, given name and surname, that was not struck."""
    words = [word for word in name.casefold().split() if word not in PARTICLES]
    return len(words) > 1 and name not in STRUCK and any("\u0400" <= letter <= "\u052f" for letter in name)


def opensanctions(half: Half | None) -> list[Pair]:
    """OpenSanctions' person cases; the kind is tier and truth. Slavic STRONG cases are marked."""
    with (SHARED / "opensanctions_name_bench_cases.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["schema"] == "Person"]
    return [
        Pair(row["name1"], row["name2"], same=row["is_match"] == "true", kind=row["quality"])
        for row in rows
        if half is None or half_of(row["name1"] + row["name2"]) == half
    ]


def listed(name: str) -> list[dict[str, str]]:
    """Return one frequency list of the repository."""
    with gzip.open(LISTS / name, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person in Russian spelling, with the Ukrainian spelling of each part."""

    surname: str
    given: str
    patronymic: str
    ukrainian: tuple[str, str, str]


class Invented:
    """Draws invented people by frequency and writes their names as sources do."""

    def __init__(self, seed: int, half: Half) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- invented people, nothing secret
        uk = {row["ru"].casefold(): row["uk"] for row in listed("uk_ru_surnames.tsv.gz")}
        first: dict[str, str] = {}
        for row in listed("uk_ru_first_names.tsv.gz"):
            first.setdefault(row["ru"].casefold(), row["uk"])
        first |= {"николай": "микола", "сергей": "сергій", "александр": "олександр", "елена": "олена", "анна": "ганна"}
        first |= {
            "дмитрий": "дмитро",
            "алексей": "олексій",
            "владимир": "володимир",
            "евгений": "євген",
            "ирина": "ірина",
        }
        fathers = {row["ru"].casefold(): row["uk"] for row in listed("uk_ru_patronymics.tsv.gz")}
        rows = [
            row
            for row in listed("ru_surnames.tsv.gz")
            if row["text"].isalpha() and half_of(row["text"].casefold()) == half
        ]
        men = [
            row
            for row in rows
            if row["text"].casefold() in uk and row["gender"] != "f" and not row["text"].endswith(("а", "я"))
        ]
        self.surnames = [(row["text"].casefold(), int(row["count"])) for row in men]
        self.given = [
            (r["text"].casefold(), int(r["count"]))
            for r in listed("ru_given_names.tsv.gz")
            if r["gender"] == "m" and r["text"].casefold() in first
        ][:150]
        self.fathers = [
            (r["text"].casefold(), int(r["count"]))
            for r in listed("ru_patronymics.tsv.gz")
            if r["gender"] == "m" and r["text"].casefold() in fathers
        ][:200]
        self.uk = uk, first, fathers
        self.near = self._near()

    def _near(self) -> dict[str, list[str]]:
        """Group surnames that begin alike; `near_surname` looks among them."""
        grouped = defaultdict(list)
        for surname, _ in self.surnames:
            grouped[surname[:3]].append(surname)
        return grouped

    def drawn(self, table: list[tuple[str, int]]) -> str:
        """Draw one entry of a table by its count."""
        return self.random.choices([text for text, _ in table], [count for _, count in table])[0]

    def people(self, count: int) -> list[Person]:
        """Draw people; surnames by the root of their frequency, so that rare ones are tried too."""
        names = self.random.choices([s for s, _ in self.surnames], [c**0.5 for _, c in self.surnames], k=count)
        given = self.random.choices([g for g, _ in self.given], [c for _, c in self.given], k=count)
        fathers = self.random.choices([f for f, _ in self.fathers], [c for _, c in self.fathers], k=count)
        return [self.person(*parts) for parts in zip(names, given, fathers, strict=True)]

    def person(self, surname: str, given: str, patronymic: str) -> Person:
        """Put a person together."""
        uk = (self.uk[0].get(surname, surname), self.uk[1].get(given, given), self.uk[2].get(patronymic, patronymic))
        return Person(surname, given, patronymic, uk)

    def typo(self, word: str) -> str:
        """Make one slip of the hand: a letter dropped, doubled, swapped with its neighbour or replaced."""
        place = self.random.randrange(1, max(len(word) - 1, 2))
        letter = self.random.choice(word)
        kind = self.random.randrange(4)
        if kind == 0:
            return word[:place] + word[place + 1 :]
        if kind == 1:
            return word[:place] + letter + word[place:]
        if kind == 2:
            return word[: place - 1] + word[place : place + 1] + word[place - 1 : place] + word[place + 1 :]
        return word[:place] + letter + word[place + 1 :]

    def written(self, person: Person, *, full: bool | None = None) -> str:
        """Write a name as some source would: language, script, order, a patronymic or not, now and then a slip."""
        ukrainian = self.random.random() < 0.4
        parts = list(person.ukrainian) if ukrainian else [person.surname, person.given, person.patronymic]
        if self.random.random() < 0.5:
            fitting = [scheme for scheme in schemes() if scheme.language == ("uk" if ukrainian else "ru")]
            scheme = self.random.choices(fitting, [2**-scheme.cost for scheme in fitting])[0]
            parts = [scheme.spell(part) for part in parts]
        if self.random.random() < 0.12:
            parts[0] = self.typo(parts[0])
        surname, given, patronymic = (part.capitalize() for part in parts)
        with_father = self.random.random() < 0.4 if full is None else full
        order = self.random.random()
        given_part = f"{given} {patronymic}" if with_father else given
        return f"{surname} {given_part}" if order < 0.5 else f"{given_part} {surname}"


def bare(surname: str) -> str:
    """Return a surname without what no Latin spelling keeps apart (и and ы, signs); such doubles are no fair misses."""
    return surname.translate(str.maketrans("ыэйё", "иеие", "ъь"))


def near_surname(source: Invented, surname: str) -> str | None:
    """Return another real surname one or two letters away."""
    near = [
        s
        for s in source.near[surname[:3]]
        if bare(s) != bare(surname) and Levenshtein.distance(s, surname, score_cutoff=2) <= 2
    ]
    return source.random.choice(near) if near else None


def invented_pairs(half: Half, count: int = 3000, seed: int = 7) -> list[Pair]:
    """One true pair and four kinds of near miss for each of `count` invented people."""
    source = Invented(seed if half == "tune" else seed + 1, half)
    return [pair for person in source.people(count) for pair in _of_person(source, person)]


def _of_person(source: Invented, person: Person) -> Iterator[Pair]:
    yield Pair(source.written(person), source.written(person), same=True, kind="same person")
    other = source.person(person.surname, source.drawn(source.given), person.patronymic)
    if other.given != person.given:
        stranger = source.person(person.surname, other.given, source.drawn(source.fathers))
        yield Pair(source.written(person), source.written(stranger), same=False, kind="other given name")
        yield Pair(source.written(person, full=True), source.written(other, full=True), same=False, kind="brothers")
    near = near_surname(source, person.surname)
    if near is not None:
        # The hardest case keeps the father too; half of the cases do.
        father = source.drawn(source.fathers) if source.random.random() < 0.5 else person.patronymic
        yield Pair(
            source.written(person),
            source.written(source.person(near, person.given, father)),
            same=False,
            kind="near surname",
        )
    if person.surname.endswith(("ов", "ев", "ин")):
        woman = Person(
            person.surname + "а", "александра", "ивановна", (person.ukrainian[0] + "а", "олександра", "іванівна")
        )
        man = source.person(person.surname, "александр", "иванович")
        yield Pair(source.written(man), source.written(woman), same=False, kind="feminine form")


def full_name(person: Person, *, ukrainian: bool, father: bool) -> str:
    """Write a person's name as a register does: surname, given name and perhaps patronymic in one language."""
    parts = person.ukrainian if ukrainian else (person.surname, person.given, person.patronymic)
    return " ".join(part.capitalize() for part in (parts if father else parts[:2]))


def romanised_query(source: Invented, person: Person, dice: random.Random) -> str:
    """Write surname and given name in Latin letters by some scheme, one in seven surnames with a slip."""
    language = "uk" if dice.random() < 0.35 else "ru"
    parts = list(person.ukrainian if language == "uk" else (person.surname, person.given))[:2]
    fitting = [scheme for scheme in schemes() if scheme.language == language]
    scheme = dice.choices(fitting, [2**-scheme.cost for scheme in fitting])[0]
    surname, given = (scheme.spell(part) for part in parts)
    if dice.random() < 0.15:
        surname = source.typo(surname)
    return f"{surname.capitalize()} {given.capitalize()}"
