"""The invented population: who they are, who is whose brother or father, and what happened to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from tidings.rehearsal.pools import Given, Pair, Pools, Town, pools

OLDEST, YOUNGEST = date(1968, 1, 1), date(2004, 6, 30)
WAR: Final = (date(2022, 2, 24), date(2024, 12, 31))
"""The first and the last day on which somebody of the rehearsal is taken."""
RANKS: Final = (
    (("рядовой", "солдат", "private"), 50),
    (("ефрейтор", "старший солдат", "corporal"), 15),
    (("младший сержант", "молодший сержант", "junior sergeant"), 12),
    (("сержант", "сержант", "sergeant"), 10),
    (("старший сержант", "старший сержант", "senior sergeant"), 6),
    (("лейтенант", "лейтенант", "lieutenant"), 4),
    (("капитан", "капітан", "captain"), 3),
)
UNITS: Final = ("полк", "омбр", "одшбр", "отбр", "бат", "обрмп")
MARKS: Final = ("scar above the left brow", "tattoo of a swallow on the right hand", "front tooth missing", "limps")
WOMEN, BROTHER, SON = 0.04, 0.06, 0.03


@dataclass(frozen=True, slots=True)
class Human:
    """One invented human being; names are lower case in both languages."""

    key: str
    sex: str
    surname: Pair
    given: Given
    patronymic: Pair
    born: date
    home: Town
    rank: tuple[str, str, str]
    unit: str
    marks: str
    service_number: str

    @property
    def language(self) -> str:
        """The language of the family and of the own army's papers."""
        return "uk" if self.home.side == "uk" else "ru"

    @property
    def captors(self) -> str:
        """The language of the side that holds them."""
        return "ru" if self.language == "uk" else "uk"


@dataclass(frozen=True, slots=True)
class Fate:
    """What happened: taken on a day in a place, and what came after."""

    human: Human
    place: Town
    lost: date
    captive: bool
    interviewed: date | None
    exchanged: date | None
    died: date | None


ADJECTIVES: Final = {
    "ru": (("ский", "ская"), ("цкий", "цкая"), ("ый", "ая"), ("ой", "ая")),
    "uk": (("ий", "а"),),
}


def feminine(surname: Pair) -> Pair:
    """Return the form of a masculine surname that a woman bears."""
    return Pair(ru=feminine_form(surname.ru, "ru"), uk=feminine_form(surname.uk, "uk"))


def feminine_form(surname: str, language: str) -> str:
    """Return the feminine form of one spelling; surnames that do not change are returned as they are."""
    if surname.lower().endswith(("ов", "ев", "ёв", "єв", "їв", "ин", "ын", "ін", "їн")):
        return surname + "а"
    for masculine, ending in ADJECTIVES[language]:
        if surname.endswith(masculine):
            return surname.removesuffix(masculine) + ending
    return surname


def _day(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange((last - first).days + 1))


def _stranger(chance: Random, key: str, side: str, source: Pools) -> Human:
    """Make somebody without kin in the population."""
    sex = "f" if chance.random() < WOMEN else "m"
    surname = source.surname(chance)
    father = source.given_name(chance, "m")
    return Human(
        key=key,
        sex=sex,
        surname=feminine(surname) if sex == "f" else surname,
        given=source.given_name(chance, sex),
        patronymic=source.patronymics[father.name.ru, sex],
        born=_day(chance, OLDEST, YOUNGEST),
        home=source.town(chance, side),
        rank=chance.choices([rank for rank, _ in RANKS], weights=[weight for _, weight in RANKS])[0],
        unit=f"{chance.randrange(3, 130)} {chance.choice(UNITS)}",
        marks=chance.choice(MARKS) if chance.random() < 0.25 else "",
        service_number=f"{chance.choice('АБВМТ')}-{chance.randrange(100000, 999999)}",
    )


def _brother(chance: Random, key: str, elder: Human, source: Pools) -> Human:
    """Make a younger or older brother: surname, father's name and town are shared, often the unit too."""
    years = chance.choice((-6, -4, -3, -2, 0, 2, 3, 5))
    return replace(
        _stranger(chance, key, elder.home.side, source),
        sex="m",
        surname=elder.surname,
        given=next(name for name in iter(lambda: source.given_name(chance, "m"), None) if name != elder.given),
        patronymic=elder.patronymic,
        born=elder.born + timedelta(days=365 * years),
        home=elder.home,
        unit=elder.unit,
    )


def _son(chance: Random, key: str, father: Human, source: Pools) -> Human:
    """Make a son who serves too; now and then he bears his father's given name."""
    same = chance.random() < 0.15
    return replace(
        _stranger(chance, key, father.home.side, source),
        sex="m",
        surname=father.surname,
        given=father.given if same else source.given_name(chance, "m"),
        patronymic=source.patronymics[father.given.name.ru, "m"],
        born=_day(chance, date(max(father.born.year + 19, 1990), 1, 1), YOUNGEST),
        home=father.home,
    )


def population(seed: int, size: int) -> Iterator[Human]:
    """Yield `size` people from a seed; brothers and sons follow their kin."""
    chance, source, last = Random(f"people:{seed}"), pools(), None  # noqa: S311 -- rehearsal data, repeatable by its seed
    for number in range(1, size + 1):
        key, draw = f"h{number:07d}", chance.random()
        if last is not None and last.sex == "m" and draw < BROTHER:
            last = _brother(chance, key, last, source)
        elif last is not None and last.sex == "m" and last.born.year < 1980 and draw < BROTHER + SON * 4:
            last = _son(chance, key, last, source)
        else:
            last = _stranger(chance, key, chance.choice(("ru", "uk")), source)
        yield last


def fate_of(human: Human, seed: int) -> Fate:
    """Decide what happens to one person; the same seed gives the same fate whatever the order."""
    chance = Random(f"fate:{seed}:{human.key}")  # noqa: S311 -- rehearsal data, repeatable by its seed
    lost = _day(chance, *WAR)
    captive = chance.random() < 0.72
    later = lost + timedelta(days=chance.randrange(10, 90))
    exchanged = lost + timedelta(days=chance.randrange(40, 700)) if captive and chance.random() < 0.3 else None
    return Fate(
        human=human,
        place=pools().town(chance, "front"),
        lost=lost,
        captive=captive,
        interviewed=later if captive and chance.random() < 0.35 else None,
        exchanged=exchanged,
        died=None if captive or chance.random() < 0.4 else lost,
    )
