"""The labelled cases of the names room and their frozen run: own, invented names only.

python bench/names_cases.py            compares with bench/names_frozen.tsv; exit 1 where a probability moved
python bench/names_cases.py --write    freezes what comes out now

Tiers: a STRONG case must always be right, a MEDIUM one should be, a WEAK one could honestly be read otherwise.
tests/names/test_cases.py runs this in CI, so that a change of the room shows what it changes.
"""

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from tidings.names import compare

CASES: Final = Path(__file__).with_name("names_cases.tsv")
FROZEN: Final = Path(__file__).with_name("names_frozen.tsv")
TIERS: Final = ("STRONG", "MEDIUM", "WEAK")
Case = dict[str, str]


def cases() -> list[Case]:
    """Return the labelled cases."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def run() -> dict[str, str]:
    """Return the probability of every case by its id, to two digits."""
    return {case["id"]: f"{compare(case['left'], case['right']).probability:.2f}" for case in cases()}


def frozen() -> dict[str, str]:
    """Return the probabilities as they were frozen."""
    with FROZEN.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["probability"] for row in csv.DictReader(lines, delimiter="\t")}


def is_right(case: Case, probability: str) -> bool:
    """Say whether a case is on the right side of one half."""
    return (float(probability) >= 0.5) == (case["same"] == "1")


def moved() -> list[str]:
    """Return one line for every case whose probability is not the frozen one."""
    now, before = run(), frozen()
    return [
        f"{name}: {before.get(name, 'new')} -> {now.get(name, 'gone')}"
        for name in sorted(now.keys() | before.keys())
        if now.get(name) != before.get(name)
    ]


def table() -> list[str]:
    """Return how many cases of each kind and tier are right."""
    said = run()
    total, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for case in cases():
        place = case["kind"], case["tier"]
        total[place] += 1
        right[place] += is_right(case, said[case["id"]])
    kinds = list(dict.fromkeys(kind for kind, _ in total))
    cells = {
        kind: [f"{right[kind, tier]} of {total[kind, tier]}" if total[kind, tier] else "" for tier in TIERS]
        for kind in kinds
    }
    sums = [
        f"**{sum(right[kind, tier] for kind in kinds)} of {sum(total[kind, tier] for kind in kinds)}**"
        for tier in TIERS
    ]
    return [
        "| own cases right, by kind of difference | " + " | ".join(TIERS) + " |",
        "|---|---|---|---|",
        *(f"| {kind} | {' | '.join(cells[kind])} |" for kind in kinds),
        f"| all | {' | '.join(sums)} |",
    ]


def main() -> int:
    """Compare with the frozen run, or freeze."""
    if "--write" in sys.argv[1:]:
        lines = "".join(f"{name}\t{probability}\n" for name, probability in run().items())
        FROZEN.write_text(f"id\tprobability\n{lines}", encoding="utf-8")
        return 0
    changed = moved()
    print("\n".join(changed) or "the frozen run stands")
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
