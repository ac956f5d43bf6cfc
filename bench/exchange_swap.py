"""The worked example of docs/exchange.md: `python bench/exchange_swap.py` writes its round and prints its figures.

The numbers agreed are the article's (215 for at least 55 and one civilian, named); every person is invented.
"""

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tidings.exchange import Plan, Round, plan, read_round, standing

ROUND = Path(__file__).resolve().parents[1] / "docs/exchange-swap-215.json"
AS_OF = date(2022, 9, 21)
COMMANDERS, FOREIGNERS, NAMED = 24, 10, 5


def person(draw: random.Random, key: str, category: str, *, earliest: int = 200) -> dict[str, Any]:
    """Draw somebody held for 20 to `earliest` days."""
    return {
        "key": key,
        "category": category,
        "region": draw.choice(("north", "east", "south", "west")),
        "sex": "f" if draw.random() < 0.07 else "m",
        "captured": (AS_OF - timedelta(days=draw.randrange(20, earliest))).isoformat(),
        "listed": True,
        "medical": draw.choices(("none", "long_term", "serious"), (86, 12, 2))[0],
        "vulnerable": draw.random() < 0.05,
        "hardship": draw.choices((0, 1, 2, 3), (50, 25, 15, 10))[0],
        "consent": draw.choices(("yes", "unknown", "no"), (90, 8, 2))[0],
        "protection": False,
    }


def drawn() -> dict[str, Any]:
    """Draw the round."""
    draw = random.Random(215)  # noqa: S311 -- an invented round, not a secret
    ours = [person(draw, f"A{number:03}", "soldier", earliest=210) for number in range(386)]
    ours += [person(draw, f"AC{number:02}", "commander", earliest=128) for number in range(COMMANDERS)]
    ours += [person(draw, f"AF{number:02}", "foreigner", earliest=150) for number in range(FOREIGNERS)]
    theirs = [person(draw, f"B{number:03}", "soldier") for number in range(140)]
    civilian = person(draw, "BX", "civilian", earliest=165)
    for one in (*ours[386:], civilian):
        one |= {"medical": "none", "consent": "yes"}
    theirs[3] |= {"protection": True, "consent": "yes", "medical": "none"}
    terms = {
        "totals": {"A": [215, 215], "B": [56, 56]},
        "quotas": [
            {"side": "A", "where": {"category": "commander"}, "min": 20},
            {"side": "A", "where": {"category": "foreigner"}, "min": FOREIGNERS},
            {"side": "B", "where": {"category": "soldier"}, "min": 55},
        ],
        "must_include": ["BX", *(f"AC{number:02}" for number in range(NAMED))],
    }
    sides = {"A": {"persons": ours}, "B": {"persons": [*theirs, civilian]}}
    return {"round": "215 for 55 and 1", "as_of": AS_OF.isoformat(), "sides": sides, "terms": terms}


def written(round_: dict[str, Any]) -> str:
    """Write the round with one person a line."""
    people = {
        side: ",\n      ".join(json.dumps(one, ensure_ascii=False) for one in lists["persons"])
        for side, lists in round_["sides"].items()
    }
    sides = ",\n    ".join(f'"{side}": {{"persons": [\n      {lines}\n    ]}}' for side, lines in people.items())
    head = json.dumps({"round": round_["round"], "as_of": round_["as_of"]}, ensure_ascii=False)[1:-1]
    return f'{{\n  {head},\n  "terms": {json.dumps(round_["terms"])},\n  "sides": {{\n    {sides}\n  }}\n}}\n'


def left_behind(round_: Round, found: Plan, side: str) -> str:
    """Say how many stay who could have gone, and how many of them waited longer than somebody chosen."""
    chosen = set(found.chosen[side])
    shortest = min(one.days_captive(round_.as_of) for one in round_.sides[side] if one.key in chosen)
    left = [
        one.days_captive(round_.as_of)
        for one in standing(round_).eligible
        if one.side == side and one.key not in chosen
    ]
    return f"{side}: {len(left)} left, {sum(days > shortest for days in left)} longer, the longest {max(left)} days"


def main() -> None:
    """Write the round and print the plan under its terms, without the names, and one for one."""
    ROUND.write_text(written(drawn()), encoding="utf-8")
    round_ = read_round(ROUND.read_bytes(), file=ROUND.name)
    unnamed = replace(round_.terms, quotas=(), must_include=())
    even = replace(unnamed, totals={"A": (56, 56), "B": (56, 56)})
    for name, terms in (("as agreed", round_.terms), ("215 for 56, nobody named", unnamed), ("56 for 56", even)):
        found = plan(replace(round_, terms=terms))
        counts = {side: (len(keys), len(found.humanitarian[side])) for side, keys in found.chosen.items()}
        values = {stage.criterion: stage.value for stage in found.stages}
        print(f"{name}: {found.status}, {found.certificate.engine}, chosen and by law {counts}, {values},")
        print(
            f"  to be asked {len(found.conditional)}; {'; '.join(left_behind(round_, found, side) for side in counts)}"
        )


if __name__ == "__main__":
    main()
