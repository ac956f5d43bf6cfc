"""How likely a neighbour is worth a look, guessed from its sketch and the keys in common, without opening it.

The bits are the log odds that the model itself would give a pair a tenth or more: a logistic regression on pairs that
share a key in a million rehearsed reports (seeds 101 to 122, held-out reports other than those that are reported on).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tidings.linkage.entries import Shown
from tidings.linkage.sketches import FIRST_BIRTH, NEAR, SPANS, Numbers, Sketch, drawn

Bits = NDArray[np.float64]

BEFORE: Final = -17.1
RARITY: Final = 0.57
BIRTH: Final = {"same_day": 8.2, "overlap": 3.5, "near_days": -2.8, "near": -0.7, "far": -7.6}
OTHER_SEX: Final = -6.0
LOST_APART: Final = -3.8
OTHER_UNIT: Final = -1.7
HOME: Final = 2.6
NUMBER: Final = 7.0
ALIAS: Final = 3.0
SURNAME: Final = {"same": 4.5, "slip": -1.6, "beginning": -2.7, "other": -7.7}
GIVEN: Final = {"same": 2.4, "other": -6.5}
FATHER: Final = {"same": 0.5, "other": -2.8}
DAYS: Final = 30


def guess(sketch: Sketch, numbers: Numbers, rarest: Bits, together: Numbers) -> Bits:
    """Return in bits how likely others are worth comparing with this report.

    Args:
        sketch: the report.
        numbers: the sketches of the others.
        rarest: how rare the rarest key is that each shares with the report, in bits.
        together: what the keys in common show (`Shown`).
    """
    values = drawn(numbers)
    bits = BEFORE + RARITY * rarest + _births(sketch, values["birth"], values["lasts"])
    bits += _surnames(sketch, values["surname"], together)
    for said, value, sign, weights in (
        (sketch.given, values["given"], Shown.GIVEN.value, GIVEN),
        (sketch.fathers, values["father"], Shown.FATHER.value, FATHER),
    ):
        both, shared = bool(said) & (value > 0), (together & sign) > 0
        same = shared | both & np.isin(value, said)
        bits += np.where(same, weights["same"], np.where(both, weights["other"], 0.0))
    for sign, weight in ((Shown.HOME.value, HOME), (Shown.NUMBER.value, NUMBER), (Shown.ALIAS.value, ALIAS)):
        bits += weight * ((together & sign) > 0)
    return bits + _against(sketch, values)


def _surnames(sketch: Sketch, surname: Numbers, together: Numbers) -> Bits:
    both = bool(sketch.surnames) & (surname > 0)
    same = ((together & Shown.SURNAME.value) > 0) | both & np.isin(surname, sketch.surnames)
    near = np.where((together & Shown.BEGINNING.value) > 0, SURNAME["beginning"], SURNAME["other"])
    near = np.where((together & Shown.SLIP.value) > 0, SURNAME["slip"], near)
    bits: Bits = np.where(same, SURNAME["same"], np.where(both, near, 0.0))
    return bits


def _against(sketch: Sketch, values: dict[str, Numbers]) -> Bits:
    """Return what speaks against: another sex, lost at another time, another unit."""
    bits = np.zeros(len(values["sex"]))
    if sketch.sex:
        bits += OTHER_SEX * ((values["sex"] > 0) & (values["sex"] != sketch.sex))
    if sketch.lost:
        bits += LOST_APART * ((values["lost"] > 0) & (np.abs(values["lost"] - sketch.lost) > DAYS))
    if sketch.units:
        bits += OTHER_UNIT * ((values["unit"] > 0) & ~np.isin(values["unit"], sketch.units))
    return bits


def _births(sketch: Sketch, first: Numbers, lasts: Numbers) -> Bits:
    if sketch.birth is None:
        return np.zeros(len(first))
    own_first, own_last = sketch.birth.first - FIRST_BIRTH, sketch.birth.last - FIRST_BIRTH
    last = first + np.asarray(SPANS)[lasts]
    gap = np.maximum(np.maximum(first - own_last, own_first - last), 0)
    days = (lasts == 0) & (own_first == own_last)
    agree = np.where(days, BIRTH["same_day"], BIRTH["overlap"])
    near = np.where(days, BIRTH["near_days"], BIRTH["near"])
    bits: Bits = np.where(gap == 0, agree, np.where(gap <= NEAR, near, BIRTH["far"]))
    bits[first == 0] = 0.0
    return bits
