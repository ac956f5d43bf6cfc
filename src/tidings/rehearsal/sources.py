"""The five kinds of source of the rehearsal, and the families' requests: what each says of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from tidings.rehearsal.people import Fate
from tidings.rehearsal.pools import LANGUAGES
from tidings.rehearsal.spelling import Habit, Written, written

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source: its name and reliability, how it writes, and what it says of somebody, if anything."""

    key: str
    name: str
    kind: str
    reliability: str
    habit: Habit
    says: Callable[[Fate, Written, Random], Row | None]


def _age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _blurred(day: date, chance: Random, sure: float = 0.6) -> str:
    """State a date whole, or by its month, or by its year."""
    draw = chance.random()
    return day.isoformat() if draw < sure else _month(day) if draw < (1 + sure) / 2 else str(day.year)


def _captors_list(fate: Fate, name: Written, chance: Random) -> Row | None:
    if not fate.captive or chance.random() > 0.6:
        return None
    human, said = fate.human, LANGUAGES.index(fate.human.captors)
    held = fate.lost + timedelta(days=chance.randrange(2, 60))
    return {
        "surname": name.surname, "given": name.given, "patronymic": name.patronymic, "sex": human.sex,
        "birth_date": human.born.isoformat() if chance.random() < 0.9 else str(human.born.year),
        "birth_place": human.home.town[said] if chance.random() < 0.5 else "",
        "rank": human.rank[said] if chance.random() < 0.7 else "",
        "service_number": human.service_number if chance.random() < 0.2 else "",
        "event": "held", "event_date": held.isoformat(),
    }  # fmt: skip


def _interview(fate: Fate, name: Written, chance: Random) -> Row | None:
    if fate.interviewed is None:
        return None
    age = _age_on(fate.human.born, fate.interviewed)
    aged = chance.random() < 0.6
    return {
        "name": name.name,
        "age": str(age) if aged else "",
        "as_of": fate.interviewed.isoformat() if aged else "",
        "event": "interviewed",
        "event_date": _blurred(fate.interviewed, chance, 0.8),
        "text": f"Interview with a prisoner: {name.name}" + (f", {age}" if aged else ""),
    }


def _post(fate: Fate, name: Written, chance: Random) -> Row | None:
    if chance.random() > 0.3:
        return None
    human, said = fate.human, LANGUAGES.index(fate.human.language)
    return {
        "name": name.name,
        "unit": human.unit if chance.random() < 0.7 else "",
        "residence": human.home.town[said] if chance.random() < 0.5 else "",
        "age": str(_age_on(human.born, fate.lost)) if chance.random() < 0.3 else "",
        "as_of": fate.lost.isoformat(),
        "event": "captured" if fate.captive else "missing",
        "event_date": _blurred(fate.lost, chance, 0.3),
        "event_place": fate.place.region[said],
        "origin": "channel post",
    }


def _freed(fate: Fate, name: Written, chance: Random) -> Row | None:
    if not fate.captive or chance.random() > 0.25:
        return None
    seen = fate.lost + timedelta(days=chance.randrange(60, 300))
    return {
        "name": name.name,
        "residence": fate.human.home.town[LANGUAGES.index(fate.human.language)] if chance.random() < 0.5 else "",
        "event": "seen_alive",
        "event_date": _month(seen),
        "text": "told by a man who was freed",
    }


def _morgue(fate: Fate, name: Written, chance: Random) -> Row | None:
    if fate.died is None:
        return None
    return {
        "name": name.name,
        "birth_date": fate.human.born.isoformat() if chance.random() < 0.4 else "",
        "rank": fate.human.rank[LANGUAGES.index(fate.human.language)] if chance.random() < 0.3 else "",
        "marks": fate.human.marks,
        "event": "body_found",
        "event_date": (fate.died + timedelta(days=chance.randrange(5, 120))).isoformat(),
        "event_place": fate.place.town[LANGUAGES.index(fate.human.language)],
    }


RELATIONS: Final = ("mother", "wife", "father", "sister", "brother", "partner")


def _request(fate: Fate, name: Written, chance: Random) -> Row | None:
    if chance.random() > 0.7:
        return None
    human, said = fate.human, LANGUAGES.index(fate.human.language)
    return {
        "surname": name.surname, "given": name.given, "patronymic": name.patronymic,
        "alias": chance.choice(human.given.short).title() if chance.random() < 0.2 else "", "sex": human.sex,
        "birth_date": human.born.isoformat() if chance.random() < 0.95 else str(human.born.year),
        "residence": human.home.town[said], "rank": human.rank[said] if chance.random() < 0.8 else "",
        "unit": human.unit if chance.random() < 0.6 else "", "marks": human.marks,
        "service_number": human.service_number if chance.random() < 0.3 else "",
        "event": "missing", "event_date": _blurred(fate.lost, chance), "event_place": fate.place.region[said],
        "relation": chance.choice(RELATIONS), "language": human.language,
    }  # fmt: skip


KINDS: Final = (
    Kind(
        "list", "List of the detaining power", "detaining_list", "B",
        Habit(language="captors", typo=0.06, read=0.05, capitals=0.5, homoglyph=0.04), _captors_list,
    ),
    Kind(
        "video", "Interview titles", "channel", "C",
        Habit(
            schemes=("passport", "press", "official", "loose", "german", "polish", "french"), patronymic=0.1, typo=0.06,
            heard=0.05, glued=0.02, surname_first=0.4,
        ), _interview,
    ),
    Kind(
        "posts", "Channel posts", "channel", "D",
        Habit(patronymic=0.1, short=0.45, no_surname=0.15, typo=0.08, homoglyph=0.05, surname_first=0.5), _post,
    ),
    Kind(
        "freed", "Freed prisoners", "freed_prisoner", "C",
        Habit(patronymic=0.15, short=0.2, no_surname=0.05, heard=0.25, typo=0.03, surname_first=0.3), _freed,
    ),
    Kind("morgue", "Morgue register", "morgue", "B", Habit(initials=0.5, read=0.1, typo=0.05), _morgue),
)  # fmt: skip
REQUESTS: Final = Kind("requests", "Requests by families", "family", "A", Habit(typo=0.03, patronymic=0.9), _request)


def said_by(kind: Kind, fate: Fate, seed: int) -> Row | None:
    """Return what this kind of source says of this person, or None; repeatable for a seed whatever the order."""
    chance = Random(f"{kind.key}:{seed}:{fate.human.key}")  # noqa: S311 -- rehearsal data, repeatable by its seed
    row = kind.says(fate, written(fate.human, kind.habit, chance), chance)
    return None if row is None else {column: text for column, text in row.items() if text}
