"""Kinship: what one is to another, told from either side, and which relative not named is one named elsewhere."""

from dataclasses import dataclass
from typing import Final

from tidings.intake.text.people import People, Person
from tidings.intake.text.spelling import folded

INVERSE: Final = {
    "mother": "child", "father": "child", "parent": "child", "parents": "child", "son": "parent", "daughter": "parent", "child": "parent", "brother": "sibling", "sister": "sibling", "wife": "spouse",  # noqa: E501 -- one rule stays on one line
    "husband": "spouse", "spouse": "spouse", "partner": "partner", "fiancee": "partner", "fiance": "partner", "friend": "friend", "comrade": "comrade", "cousin": "cousin",  # noqa: E501 -- one rule stays on one line
    "neighbour": "neighbour", "relative": "relative", "grandmother": "grandchild", "grandfather": "grandchild", "aunt": "nephew", "uncle": "nephew", "nephew": "uncle", "niece": "uncle", "grandchild": "grandparent",  # noqa: E501 -- one rule stays on one line
}  # fmt: skip
_FAMILIES: Final = (
    {"son", "daughter", "child"},
    {"mother", "father", "parent", "parents"},
    {"brother", "sister", "sibling"},
    {"wife", "husband", "spouse", "partner", "fiance", "fiancee"},
    {"nephew", "niece"},
    {"uncle", "aunt"},
)
_WAITING: Final = frozenset({"mother", "father", "wife", "husband"})
_CLOSE: Final = frozenset({"brother", "child", "fiance"})  # as `family` calls siblings, children and spouses
_OF_ONE_SURNAME: Final = frozenset({"brother", "husband", "son", "father", "sister", "wife", "daughter", "mother"})


@dataclass(frozen=True, slots=True)
class Tie:
    """`other` is the `relation` of `holder`; both are numbers of persons."""

    holder: int
    other: int
    relation: str


def same_relation(left: str, right: str) -> bool:
    """Say whether two relation words may tell of one tie ("son", "child"); "son" and "daughter" may not."""
    if left == right:
        return True
    if {left, right} in ({"son", "daughter"}, {"mother", "father"}, {"brother", "sister"}, {"wife", "husband"}):
        return False
    return family(left) == family(right)


def inverse(relation: str, sex: str) -> str:
    """Return what the holder is to the other: of "son", "mother" for a woman, "father" for a man."""
    back = INVERSE.get(relation, "relative")
    sexed = {
        "child": ("son", "daughter", "child"), "parent": ("father", "mother", "parent"), "sibling": ("brother", "sister", "relative"), "spouse": ("husband", "wife", "spouse"),  # noqa: E501 -- one rule stays on one line
        "grandchild": ("relative",) * 3, "grandparent": ("grandfather", "grandmother", "relative"), "nephew": ("nephew", "niece", "relative"), "uncle": ("uncle", "aunt", "relative"),  # noqa: E501 -- one rule stays on one line
    }  # fmt: skip
    male, female, unknown = sexed.get(back, (back, back, back))
    return {"m": male, "f": female}.get(sex, unknown)


def merged(people: People, ties: list[Tie], traced: frozenset[int], author: int | None) -> dict[int, int]:
    """Tell which person not named is a named relative told of elsewhere: number → number.

    Args:
        people: all persons of the text.
        ties: kinship told.
        traced: persons of whom an event was told.
        author: who writes, or is asked: close kin are called by their given names.
    """
    into: dict[int, int] = {}
    for person in people:
        if person.named or person.holder is None:
            continue
        found = [
            tie.other
            for tie in ties
            if tie.holder == person.holder and same_relation(tie.relation, person.relation) and people[tie.other].named
        ]
        found += [
            tie.holder
            for tie in ties
            if tie.other == person.holder
            and same_relation(INVERSE.get(tie.relation, ""), person.relation)
            and people[tie.holder].named
        ]
        strangers = traced - _tied(ties, person.holder)
        found = found or _of_same_family(people, person, strangers)
        if not found and person.relation in _WAITING:
            everybody = frozenset(p.number for p in people) - traced
            found = _of_same_family(people, person, everybody - _tied(ties, person.holder))
        found = found or (_called_by_given(people, person, strangers) if person.holder == author else [])
        if found:
            into[person.number] = found[0]
    return _with_twins(people, into)


def _tied(ties: list[Tie], holder: int) -> set[int]:
    """Return those whose kinship to a person is told already."""
    return {tie.other for tie in ties if tie.holder == holder} | {tie.holder for tie in ties if tie.other == holder}


def _of_same_family(people: People, person: Person, traced: frozenset[int]) -> list[int]:
    """As in "Her brother", not named, is the one man of her surname whom the text traces."""
    holder = people[person.holder] if person.holder is not None else None
    if holder is None or not holder.surname or person.relation not in _OF_ONE_SURNAME:
        return []
    same = [
        p.number
        for p in people
        if p.named
        and p.number in traced
        and p.number != holder.number
        and p.sex == person.sex
        and _stem(p.surname) == _stem(holder.surname)
    ]
    return same if len(same) == 1 else []


def _called_by_given(people: People, person: Person, traced: frozenset[int]) -> list[int]:
    """As in a wife's words: "my husband", and "Taras" of whom no surname is said."""
    same = [p for p in people if p.named and not p.surname and p.number in traced and person.sex in ("", p.sex)]
    same.sort(key=lambda p: -len(p.seen))
    clear = same and (len(same) == 1 or len(same[0].seen) >= 2 * len(same[1].seen))
    return [same[0].number] if clear and family(person.relation) in _CLOSE else []


def _stem(surname: str) -> str:
    """Take the ending that tells sex off a surname."""
    key = folded(surname)
    for ending in ("skaia", "skai", "ska", "ski"):
        if key.endswith(ending):
            return key.removesuffix(ending) + "sk"
    return key.removesuffix("a") if key.endswith(("ova", "eva", "ina")) else key


def _with_twins(people: People, into: dict[int, int]) -> dict[int, int]:
    """Two persons not named, told as the same relative of one holder, are one."""
    first: dict[tuple[int, str], int] = {}
    for person in people:
        if not person.named and person.holder is not None and person.number not in into:
            key = (person.holder, family(person.relation))
            if key in first:
                into[person.number] = first[key]
            first.setdefault(key, person.number)
    return into


def family(relation: str) -> str:
    """Return one word for all relations of a kind: "brother" and "sister" are one family of words."""
    return next((min(family) for family in _FAMILIES if relation in family), relation)
