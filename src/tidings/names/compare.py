"""Two names: are they one person's? One probability, one weight in bits, one reason a part."""

from collections.abc import Callable
from itertools import product
from math import exp2
from typing import Final

from tidings.names.evidence import Evidence, given_evidence, patronymic_evidence, spelling_cost, surname_evidence
from tidings.names.fold import fold
from tidings.names.parse import Name, Reading, parse
from tidings.names.reasons import Reason
from tidings.names.shares import LISTED, Shares

PRIOR: Final = -9.0
"""Bits before looking: of the pairs that someone puts side by side, about one in five hundred is one person."""
SEX_OTHER: Final = -12.0
"""Bits when one name is a man's and the other a woman's; lists err about once in four thousand."""
ALONE_AT_MOST: Final = 6.0
"""Bits of a lone part at most: one in nine with the prior, however rare it is."""
KIN_AT_MOST: Final = 13.0
"""Bits that surname and father together may weigh while the given names do not agree: brothers share both."""
ALIAS_SAME: Final = 9.0
SECOND_OTHER: Final = -16.0
"""Bits when further words of one part stand on both sides and do not agree."""
SECOND_MOST: Final = 3.0
OUT_OF_PLACE: Final = 1.0
NEAR_HELD: Final = 0.15
"""What is left of the bits in favour where the surnames differ by more than one letter."""
SURE: Final = 4.0
SURE_HELD: Final = 0.5
"""What is left of the bits beyond `SURE` where the surnames differ by one letter."""
_DOUBTED: Final = frozenset({"surname_near", "surname_one_letter", "surname_near_other"})
OTHER_AT_MOST: Final = -4.0
"""Bits at most where two surnames that people bear in their own right stand side by side."""
MOST_WORDS: Final = 6
"""Words of one part that are compared; what follows names nobody."""
FURTHER: Final = "further"
"""The feature of further words of a part, so that every part has one reason of its own."""


Part = tuple[str, Evidence, str, str]
"""One part compared: the feature, what it weighs, the words of both sides."""


class Comparison:
    """What two names say about being one person's; the reasons are put together when they are first asked for.

    Attributes:
        probability: with the prior of `PRIOR` bits; 0 to 1.
        weight: the sum of the reasons' weights in bits, without the prior.
    """

    __slots__ = ("_left", "_parts", "_reasons", "_right", "probability", "weight")

    def __init__(self, left: Name, right: Name, parts: list[Part]) -> None:
        self.weight = _total(parts)
        self.probability = probability(self.weight + PRIOR)
        self._left, self._right, self._parts = left, right, parts
        self._reasons: tuple[Reason, ...] | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason a part, in the order surname, given, patronymic, sex, the rest."""
        if self._reasons is None:
            self._reasons = tuple(
                Reason(feature, e.weight, _shown(x, self._left), _shown(y, self._right), e.code, e.values)
                for feature, e, x, y in self._parts
            )
        return self._reasons

    def __repr__(self) -> str:
        return f"Comparison(probability={self.probability:.6f}, weight={self.weight:.3f})"


Weigh = Callable[[str, str, Shares], Evidence]


def _aligned(feature: str, left: tuple[str, ...], right: tuple[str, ...], weigh: Weigh, shares: Shares) -> list[Part]:
    """Pair the words of one part, the best pair first; words left over on both sides contradict each other."""
    found: list[Part] = []
    rest, others = list(left[:MOST_WORDS]), list(right[:MOST_WORDS])
    while rest and others:
        x, y = max(
            product(rest, others),
            key=lambda pair: weigh(pair[0], pair[1], shares).weight - (pair != (left[0], right[0])) * OUT_OF_PLACE,
        )
        evidence = weigh(x, y, shares)
        if found and evidence.weight > 0:
            evidence = Evidence(min(evidence.weight, SECOND_MOST), f"second_{feature}_same")
        elif found:
            agreed = sum(other.weight for _, other, _, _ in found[1:])
            evidence = Evidence(min(SECOND_OTHER - agreed, SECOND_OTHER), f"second_{feature}_other")
        found.append((FURTHER if found else feature, evidence, x, y))
        rest.remove(x)
        others.remove(y)
    return found


def _surname(a: Reading, b: Reading, shares: Shares) -> list[Part]:
    """Compare surnames of several words: as one word (Иванов-Петров, Ivanovpetrov) or word by word."""
    apart = _aligned("surname", a.surname, b.surname, surname_evidence, shares)
    whole = surname_evidence("".join(a.surname), "".join(b.surname), shares)
    return [("surname", whole, " ".join(a.surname), " ".join(b.surname))] if whole.weight > _total(apart) else apart


def _parts(a: Reading, b: Reading, shares: Shares) -> list[Part]:
    """Compare all parts of one reading with those of another."""
    found: list[Part] = []
    if (left := a.surname) and (right := b.surname):
        if len(left) == len(right) == 1:
            found.append(("surname", surname_evidence(left[0], right[0], shares), left[0], right[0]))
        else:
            found += _surname(a, b, shares)
    if (left := a.given) and (right := b.given):
        if len(left) == len(right) == 1:
            found.append(("given", given_evidence(left[0], right[0], shares), left[0], right[0]))
        else:
            found += _aligned("given", left, right, given_evidence, shares)
    if (father := a.patronymic) and (other := b.patronymic):
        found.append(("patronymic", patronymic_evidence(father, other, shares), father, other))
    if a.cost > 0 or b.cost > 0:
        found.append(("order", Evidence(-max(a.cost, b.cost), "order"), "", ""))
    return found


def _total(parts: list[Part]) -> float:
    total = 0.0
    for _, evidence, _, _ in parts:  # sum() over a generator takes three times as long
        total += evidence.weight
    return total


def _agrees(parts: list[Part]) -> bool:
    """Say whether surname and given name both speak for one person; then no other reading need be tried."""
    if len(parts) < 2 or parts[0][0] != "surname" or parts[0][1].code == "surname_near":  # noqa: PLR2004 -- surname and given name
        return False
    for _, evidence, _, _ in parts:  # noqa: SIM110 -- called by the million; all() over a generator takes thrice as long
        if evidence.weight <= 0:
            return False
    return True


def _best_parts(a: Name, b: Name, shares: Shares) -> list[Part]:
    """Compare under every pair of readings and keep the best; readings are at most two a name."""
    best: list[Part] | None = None
    for left in a.readings:
        for right in b.readings:
            found = _parts(left, right, shares)
            if left is a.readings[0] and right is b.readings[0] and _agrees(found):
                return found
            if best is None or (bool(best) <= bool(found) and _total(found) > _total(best)):
                best = found
    return best or []


def _alias(a: Name, b: Name) -> Part | None:
    """Look for a nickname that both bear."""
    if not a.alias or not b.alias:
        return None
    right = {fold(alias) for alias in b.alias} - {""}
    shared = next((alias for alias in a.alias if fold(alias) in right), None)
    return None if shared is None else ("alias", Evidence(ALIAS_SAME, "alias_same"), shared, shared)


def _alone(parts: list[Part], weights: dict[str, float]) -> Part | None:
    """Hold a lone surname or a lone given name down: relatives share surnames and thousands share given names."""
    if not weights:
        return "parts", Evidence(0.0, "nothing"), "", ""
    if ("surname" in weights) == ("given" in weights) or "alias" in weights:
        return None
    code = "only_surname" if "surname" in weights else "only_given"
    return "parts", Evidence(min(ALONE_AT_MOST - _total(parts), 0.0), code), "", ""


def _kin(weights: dict[str, float]) -> Part | None:
    """Hold surname and father down where the given names do not speak for one person."""
    if "patronymic" not in weights or weights.get("given", 0.0) > 0:
        return None
    shared = max(weights.get("surname", 0.0), 0.0) + max(weights["patronymic"], 0.0)
    if shared <= KIN_AT_MOST:
        return None
    return "parts", Evidence(KIN_AT_MOST - shared, "kin"), "", ""


def _doubt(parts: list[Part]) -> Part | None:
    """Hold down what is said of one person where the surnames are not spellings of one, whatever else agrees.

    The evidence of single words is weighed against strangers. Put side by side are mostly names that look alike, and
    among those a likeness by two letters tells less; how much less was measured on invented near surnames.
    """
    if not parts or parts[0][0] != "surname" or (evidence := parts[0][1]).code not in _DOUBTED:
        return None
    if (bits := _total(parts) + PRIOR) <= 0:
        return None
    held = bits
    if evidence.code == "surname_near":
        held = bits * NEAR_HELD
    elif evidence.code == "surname_one_letter" and bits > SURE:
        held = SURE + (bits - SURE) * SURE_HELD
    elif evidence.code == "surname_near_other" and evidence.weight < 0:
        held = OTHER_AT_MOST
    return None if held == bits else ("parts", Evidence(held - bits, "doubt"), "", "")


def likeness(a: Name, b: Name) -> float:
    """Return how well two names fit, in bits, rare or common: what orders the hits of a search.

    Every record of a register is as likely beforehand, so a surname counts by its spelling only, not by its rarity.
    """
    parts = _best_parts(a, b, LISTED)
    conflict = a.gender and b.gender and a.gender != b.gender
    spelled = {x: y for feature, _, x, y in parts if feature == "surname"}
    costs = sum(spelling_cost(x.replace(" ", ""), y.replace(" ", "")) for x, y in spelled.items())
    rest = sum(evidence.weight for feature, evidence, _, _ in parts if feature != "surname")
    return rest - costs + (SEX_OTHER if conflict else 0.0)


def compare(a: str | Name, b: str | Name, *, shares: Shares = LISTED) -> Comparison:
    """Compare two names in any script, spelling and order.

    Args:
        a: a name as stated, or as `parse` read it.
        b: the other one.
        shares: how common names are; the lists alone unless people were counted.

    Returns:
        Probability, weight in bits without the prior, and the reasons. The same for (b, a) but for the sides.

    Raises:
        NameTooLong: a text has more than 200 characters.
    """
    left = parse(a) if isinstance(a, str) else a
    right = parse(b) if isinstance(b, str) else b
    return Comparison(left, right, _all_parts(left, right, shares))


def probability_of(a: Name, b: Name) -> float:
    """Return the probability alone, without putting the reasons together; for counting millions of pairs."""
    return probability(_total(_all_parts(a, b, LISTED)) + PRIOR)


def _all_parts(left: Name, right: Name, shares: Shares) -> list[Part]:
    """Compare the parts, the sexes and the aliases, and hold down what relatives share."""
    parts = _best_parts(left, right, shares)
    if left.gender and right.gender and left.gender != right.gender:
        code = "sex_man_woman" if left.gender == "m" else "sex_woman_man"
        parts.append(("sex", Evidence(SEX_OTHER, code), left.text, right.text))
    if (alias := _alias(left, right)) is not None:
        parts.append(alias)
    weights = {part[0]: part[1].weight for part in reversed(parts)}
    kin, alone = _kin(weights), _alone(parts, weights)
    if kin is not None:
        parts.append(kin)
    if alone is not None:
        parts.append(alone)
    if shares.names_alone and (doubt := _doubt(parts)) is not None:
        parts.append(doubt)
    return parts


def probability(odds_bits: float) -> float:
    """Return the probability of odds given in bits."""
    odds = exp2(max(min(odds_bits, 60.0), -60.0))
    return odds / (1 + odds)


def _shown(word: str, name: Name) -> str:
    """Return a cleaned word, or several, as the name states them."""
    found = name.shown.get(word)
    if found is None:
        found = name.text if word == name.text else " ".join(name.shown.get(part, part) for part in word.split(" "))
    return found
