"""What one pair of words is worth: surname with surname, given name with given name, patronymic with patronymic.

All weights are bits, log2 of (how likely the pair is if both names are one person's) / (how likely by chance).
For a pair of spellings whose cheapest edit costs c bits, with L = 2^-c, the name's share P and the share Q of the other
spelling in its own right,

    weight = log2( L / (P·L + Q) )

so that an unknown spelling is explained by the known name it slipped from, while two well-known surnames that differ
by a letter speak against each other. A floor stands for the names that simply change (marriage, adoption, a false one).
"""

from collections import defaultdict
from functools import lru_cache
from math import log2
from typing import Final, NamedTuple

from tidings.names.edits import LONGEST_WORD, edit_cost
from tidings.names.given import Given, class_of, formal_forms, initial_share, initials_listed, initials_of, read_given
from tidings.names.letters import is_cyrillic
from tidings.names.patronymic import Patronymic, listed_patronymics, read_patronymic
from tidings.names.reasons import one_in
from tidings.names.shares import LISTED, Shares
from tidings.names.spelled import Written
from tidings.names.surname import Surname, are_neighbours, is_listed, read_surname

SPELLING_OF_LISTED: Final = 4.0
"""The same between two surnames that both stand in the lists."""
SPELLING: Final = 6.0
"""Edit cost in bits up to which a difference is called a matter of spelling."""
ONE_LETTER: Final = 12.0
"""Edit cost in bits up to which a difference is called one letter."""
NEAR: Final = 25.0
KIN_SHARE: Final = 2**-15
"""The chance that two people of one file are relatives: a shared surname is never worth more than 15 bits."""

TWO_SURNAMES: Final = -7.0
"""What two surnames weigh at most that people bear in their own right and that differ by more than spelling."""

TWO_BY_EAR: Final = 1.0
"""The same where they differ by one unstressed vowel that ears confuse (Ладыгин, Лодыгин)."""
RAREST: Final = 2**-19
"""The least share put on a spelling in its own right: it may be a surname that no list has."""
UNLISTED_SHARE: Final = 2**-16
"""The share put on both surnames where no list has either: they come of a people whose names our lists do not hold."""
PATRONYMIC_MOST: Final = 9.0
UNLISTED_GIVEN: Final = 9.0
"""Bits of a given name that no list knows; no given name is worth more."""
COMMONEST_GIVEN: Final = 2**-UNLISTED_GIVEN
RARE_GIVEN: Final = 2**-13
"""Share up to which two listed given names may still be two spellings of one: Мохаммед and Мухаммед, Al and Ел."""
GENDERED_COST: Final = 3.0
NEIGHBOUR_COST: Final = 1.0
"""Bits for the Ukrainian and the Russian form of one surname (Орлівський, Орловский)."""
LETTERS_COST: Final = 3.0
"""Bits put on a foreign name that only fits by its letters."""
GLUED_COST: Final = 6.0
PREFIX_COST: Final = 3.0
SHORTEST_GLUED: Final = 5
SHORTEST_PREFIX: Final = 3
KIND_COST: Final = {"r": 0.0, "u": 0.0, "o": 0.5, "s": 1.5, "n": 3.5, "t": 5.0, "w": 9.0}
INITIAL_FLOOR: Final = -7.0
INITIAL_SHARE: Final = 0.07
"""How common the initial of a surname is: a letter stands before about one in fourteen."""
RAREST_INITIAL: Final = 0.02
"""The least share put on the initial of a given name or a patronymic; an А stands before one in six."""
GIVEN_TYPO_SHARE: Final = 2**-13
RAREST_GIVEN: Final = 2**-16
"""The least share put on a given name in its own right, where the names at hand were counted."""


class Evidence(NamedTuple):
    """What a pair of words weighs in bits, the code of its reason, and the share of people it speaks of, 0 if none."""

    weight: float
    code: str
    share: float = 0.0

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """What the reason's words need beyond the two names."""
        return (("one_in", one_in(self.share)),) if self.share else ()


def _weight(cost: float, share: float, other: float, floor: float) -> float:
    """Return the weight of a pair of spellings (see the module's head)."""
    likely = 2**-cost
    weight = log2(likely / (share * likely + other))
    return weight if weight > floor else floor  # noqa: FURB136 -- called by the million; max() takes twice as long


def _surname_code(left: Surname, right: Surname, cost: float) -> str:
    both_known = left.known and right.known
    if cost <= (SPELLING_OF_LISTED if both_known else SPELLING):
        return "surname_spelling"
    if cost <= NEAR and both_known:
        return "surname_near_other"
    return "surname_one_letter" if cost <= ONE_LETTER else "surname_near" if cost <= NEAR else "surname_other"


def _sound_alike(a: str, b: str) -> bool:
    """Say whether two words differ by one vowel only that is not told apart where it is unstressed."""
    differing = [{x, y} for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and len(differing) == 1 and (differing[0] <= set("ao") or differing[0] <= set("ie"))


def _is_glued(part: str, whole: str) -> bool:
    """Say whether a word opens or closes another that a foreign word was glued to."""
    rest = len(whole) - len(part)
    return len(part) >= SHORTEST_GLUED and rest >= SHORTEST_PREFIX and (whole.startswith(part) or whole.endswith(part))


def spelling_cost(left: str, right: str) -> float:
    """Return the edit cost in bits of two cleaned surnames as they stand, the gendered ending included."""
    a, b = read_surname(left), read_surname(right)
    whole = edit_cost(a.units, b.units, left_cyrillic=a.cyrillic, right_cyrillic=b.cyrillic)
    stem = edit_cost(a.stem, b.stem, left_cyrillic=a.cyrillic, right_cyrillic=b.cyrillic)
    return min(whole, stem + GENDERED_COST)


def _surname_shares(a: Surname, b: Surname, shares: Shares) -> tuple[float, float]:
    """Return the shares of the commoner and the rarer of two surnames, the two bearers themselves left out."""
    one, other = (a.share, b.share) if a.known or b.known else (UNLISTED_SHARE, UNLISTED_SHARE)
    if (counted := shares.surnames).total:
        own = 2 if a.stem == b.stem else 1
        one, other = counted.share(a.stem, one, own), counted.share(b.stem, other, own)
    return (one, other) if one > other else (other, one)


def _two_listed(a: Surname, b: Surname, cost: float) -> bool:
    """Say whether people bear both surnames.

    Foreign ones are told apart in Latin letters only: Russians and Ukrainians write one and the same by ear or by
    letters (Уайтхед, Вайтгед), and the lists hold both.
    """
    if a.known and b.known:
        return True
    latin = not a.cyrillic and not b.cyrillic
    return latin and cost > SPELLING and is_listed(a.stem) and is_listed(b.stem)


def _letters_cost(left: str, right: str, cost: float) -> float:
    """Return the bits of a foreign name in two scripts, by its letters where its sound does not fit (Wang, Ван)."""
    if cost <= SPELLING or is_cyrillic(left) == is_cyrillic(right) or max(len(left), len(right)) > LONGEST_WORD:
        return cost
    cyrillic, latin = (left, right) if is_cyrillic(left) else (right, left)
    return min(cost, LETTERS_COST + Written(latin).cost(cyrillic, cost))


@lru_cache(maxsize=1_000_000)
def surname_evidence(left: str, right: str, shares: Shares = LISTED) -> Evidence:
    """Compare two cleaned surnames (or an initial with one)."""
    a, b = read_surname(left), read_surname(right)
    if len(left) == 1 or len(right) == 1:
        fits = a.units[:1] == b.units[:1]
        return Evidence(
            -log2(INITIAL_SHARE) if fits else INITIAL_FLOOR, "surname_initial" if fits else "surname_initial_other"
        )
    share, rarer = _surname_shares(a, b, shares)
    if a.stem == b.stem:
        code = "surname_gendered" if {a.gender, b.gender} == {"m", "f"} else "surname_same"
        return Evidence(_weight(0.0, share + KIN_SHARE, 0.0, shares.floors.surname), code, share)
    foreign = not a.known and not b.known
    cost = edit_cost(a.stem, b.stem, left_cyrillic=a.cyrillic, right_cyrillic=b.cyrillic, foreign=foreign)
    if foreign:
        cost = _letters_cost(left, right, cost)
    if cost > NEIGHBOUR_COST and are_neighbours(a.stem, b.stem):
        cost = NEIGHBOUR_COST
    if cost > GLUED_COST and (_is_glued(a.stem, b.units) or _is_glued(b.stem, a.units)):
        cost = GLUED_COST
    weight = _weight(cost, share + KIN_SHARE, 0.0 if cost == 0 else max(rarer, RAREST), shares.floors.surname)
    if shares.names_alone and cost > SPELLING_OF_LISTED and _two_listed(a, b, cost):
        weight = min(weight, TWO_BY_EAR if _sound_alike(a.stem, b.stem) else TWO_SURNAMES)
    return Evidence(weight, _surname_code(a, b, cost), share)


_KIND_CODES: Final = {
    ("u", "r"): "given_left_ukrainian",
    ("r", "u"): "given_right_ukrainian",
}


def _kind_code(left: str, right: str) -> str:
    """Return the code for two forms of one given name by their kinds."""
    if {left, right} & {"t", "w"}:
        return "given_near"
    if "n" in (left, right):
        return "given_kin"
    if left == "s" and right != "s":
        return "given_left_short"
    if right == "s" and left != "s":
        return "given_right_short"
    return _KIND_CODES.get((left, right), "given_spelling")


def _class_share(number: int, shares: Shares) -> float:
    return shares.given.share(str(number), class_of(number).share)


def _kind_cost(a: Given, b: Given, number: int) -> float:
    return KIND_COST[a.kinds[number]] + KIND_COST[b.kinds[number]]


def _class_evidence(a: Given, b: Given, shares: Shares) -> Evidence | None:
    """Compare two known forms through the class they share; None where they share none."""
    shared = a.kinds.keys() & b.kinds.keys()
    if not shared:
        return None
    likely = next(iter(shared))
    if len(shared) > 1:
        likely = min(shared, key=lambda number: _kind_cost(a, b, number) - log2(class_of(number).share))
    share = max(_class_share(likely, shares), COMMONEST_GIVEN)
    if a.units == b.units:
        return Evidence(_weight(0.0, share, 0.0, shares.floors.given), "given_same", share)
    left, right = a.kinds[likely], b.kinds[likely]
    other = GIVEN_TYPO_SHARE if left == "w" or right == "w" else 0.0
    return Evidence(
        _weight(_kind_cost(a, b, likely), share, other, shares.floors.given), _kind_code(left, right), share
    )


def _spelling_cost(a: Given, b: Given) -> float:
    """Return the edit cost of two given names; an unknown one is held against every form of the known one's classes."""
    known, unknown = (a, b) if a.kinds else (b, a)
    foreign = not known.listed or max(a.share, b.share) <= RARE_GIVEN
    costs = [edit_cost(a.units, b.units, left_cyrillic=a.cyrillic, right_cyrillic=b.cyrillic, foreign=foreign)]
    if not unknown.kinds:
        costs += [
            edit_cost(form, unknown.units, left_cyrillic=unknown.cyrillic, right_cyrillic=unknown.cyrillic)
            for form in formal_forms(known)
        ]
        if are_neighbours(known.units, unknown.units):
            costs.append(NEIGHBOUR_COST)
        if any(_is_glued(form, unknown.units) for form in (known.units, *formal_forms(known))):
            costs.append(GLUED_COST)
    return min(costs)


def _is_prefix(a: Given, b: Given) -> bool:
    """Say whether one name is the beginning of the other, as short forms are in many languages."""
    short, long = sorted((a.units, b.units), key=len)
    return len(short) >= SHORTEST_PREFIX and long.startswith(short)


def _given_share(name: Given, shares: Shares) -> float:
    """Return the share of a given name's commonest class, or of its spelling where it has none."""
    if not name.kinds:
        return shares.given.share(name.units, name.share)
    return max(_class_share(number, shares) for number in name.kinds)


def _spelled_given_evidence(a: Given, b: Given, shares: Shares) -> Evidence:
    """Compare two given names of which at least one is unknown, or which share no class, by their letters."""
    if a.units == b.units:
        share = max(_given_share(a, shares), COMMONEST_GIVEN)
        return Evidence(-log2(share), "given_same", share)
    both_known = a.listed and b.listed and max(a.share, b.share) > RARE_GIVEN
    if not (a.listed and b.listed) and _is_prefix(a, b):
        return Evidence(
            UNLISTED_GIVEN - PREFIX_COST, "given_left_short" if len(a.units) < len(b.units) else "given_right_short"
        )
    cost = _spelling_cost(a, b)
    if both_known and shares.names_alone and cost > SPELLING:
        return Evidence(shares.floors.given, "given_other")
    found = _given_share(a, shares), _given_share(b, shares)
    share = max(*found, COMMONEST_GIVEN)
    own = GIVEN_TYPO_SHARE if shares.names_alone else max(min(found), RAREST_GIVEN)
    weight = _weight(cost, share, own, shares.floors.given)
    if shares.names_alone and both_known:
        # Two names that people bear in their own right are two names, however alike.
        weight = min(weight, 0.0)
    if weight <= 0:
        return Evidence(weight, "given_other")
    return Evidence(weight, "given_spelling" if cost <= SPELLING else "given_near")


@lru_cache(maxsize=500_000)
def given_evidence(left: str, right: str, shares: Shares = LISTED) -> Evidence:
    """Compare two cleaned given names or initials."""
    a, b = read_given(left), read_given(right)
    if a.initial or b.initial:
        fits = left[0] == right[0] or bool(initials_of(a) & initials_of(b))
        return Evidence(
            min(given_initial_bits(a), given_initial_bits(b)) if fits else INITIAL_FLOOR,
            "given_initial" if fits else "given_initial_other",
        )
    return _class_evidence(a, b, shares) or _spelled_given_evidence(a, b, shares)


def given_initial_bits(name: Given) -> float:
    """Return what it weighs that an initial fits a given name, or a given name an initial: by how common the letter is.

    The name's initial in any of its languages counts: Н may be Николай, whom others call Микола.
    """
    return -log2(max(initial_share(initials_of(name)), RAREST_INITIAL))


def father_initial_bits(name: Patronymic) -> float:
    """Return the same of a patronymic."""
    return -log2(max(father_initial_share(father_initials(name)), RAREST_INITIAL))


@lru_cache(maxsize=10_000)
def father_initial_share(letters: frozenset[str]) -> float:
    """Return the share of people whose patronymic or father's name may begin with one of some letters, in units."""
    return sum(share for begin, share in _fathers_by_initial() if begin & letters)


@lru_cache(maxsize=1)
def _fathers_by_initial() -> tuple[tuple[frozenset[str], float], ...]:
    """Return with which letters each father's name may begin, and how common it is."""
    found = defaultdict[frozenset[str], float](float)
    for name in listed_patronymics():
        found[frozenset({name.units[:1]}.union(*map(initials_listed, name.fathers)))] += name.share
    return tuple(found.items())


def father_initials(name: Patronymic) -> frozenset[str]:
    """Return the units with which a patronymic or its father's name may begin."""
    return frozenset({name.units[:1]}.union(*(initials_of(read_given(father)) for father in name.fathers)))


@lru_cache(maxsize=500_000)
def patronymic_evidence(left: str, right: str, shares: Shares = LISTED) -> Evidence:
    """Compare two cleaned patronymics or their initials through the father's name."""
    a, b = read_patronymic(left), read_patronymic(right)
    if len(left) == 1 or len(right) == 1:
        fits = bool(father_initials(a) & father_initials(b))
        code = "patronymic_initial" if fits else "patronymic_initial_other"
        return Evidence(min(father_initial_bits(a), father_initial_bits(b)) if fits else INITIAL_FLOOR, code)
    found = [shares.patronymics.share(name.stem, name.share) for name in (a, b)]
    share = max(found)
    if a.stem == b.stem or a.fathers & b.fathers:
        return Evidence(min(-log2(share), PATRONYMIC_MOST), "patronymic_same")
    cost = edit_cost(a.stem, b.stem, left_cyrillic=a.cyrillic, right_cyrillic=b.cyrillic)
    known = bool(a.fathers) and bool(b.fathers)
    weight = min(_weight(cost, share, min(found), shares.floors.patronymic), PATRONYMIC_MOST)
    weight = shares.floors.patronymic if shares.names_alone and known and cost > SPELLING else weight
    return Evidence(weight, "patronymic_near" if weight > 0 else "patronymic_other")
