"""Learn how Cyrillic letters are written in Latin: groups of letters and their bits, from pairs of spellings (EM).

Every pair is cut into the cheapest row of groups, `шч` – `shch`, `кс` – `x`, `ский` – `sky`; the groups are counted and
priced anew, a few rounds long. Called by tools/tables.py; read by names/spelled.py.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log2

from tidings.names.letters import units

END = "$"
LATIN_MOST, CYRILLIC_MOST = 4, 2
ENDING_MOST = 4  # letters of a group that closes a word, besides the mark of the end
ROUNDS = 4
LEAST = 3
UNKNOWN = 14.0

Group = tuple[str, str]
Costs = dict[Group, float]


def groups_at(latin: str, cyrillic: str, i: int, j: int) -> Iterable[Group]:
    """Yield the groups that may begin at two places: letters on both sides, or a letter that the other side lacks."""
    for a in range(min(LATIN_MOST, len(latin) - 1 - i) + 1):
        for b in range(min(CYRILLIC_MOST, len(cyrillic) - 1 - j) + 1):
            if a + b == 1 or (a and b and a + b <= LATIN_MOST + 1):
                yield latin[i : i + a], cyrillic[j : j + b]
    if len(latin) - 1 - i <= ENDING_MOST and len(cyrillic) - 1 - j <= ENDING_MOST:
        yield latin[i:], cyrillic[j:]


def first_cost(latin: str, cyrillic: str) -> float:
    """Return the cost before anything is counted: cheap for what sounds alike, dear for letters that stand alone."""
    if latin and cyrillic and sound(latin) == sound(cyrillic):
        return 2.0
    return 6.0 * max(len(latin), len(cyrillic)) + (0.0 if latin and cyrillic else 2.0)


@lru_cache(maxsize=200_000)
def sound(letters: str) -> str:
    """Return some letters in units."""
    return units(letters.rstrip(END)) + letters[-1:] * letters.endswith(END)


def cut(latin: str, cyrillic: str, costs: Costs) -> list[Group]:
    """Return the cheapest row of groups that makes up both words."""
    latin, cyrillic = latin + END, cyrillic + END
    best: dict[tuple[int, int], tuple[float, tuple[int, int], Group]] = {(0, 0): (0.0, (0, 0), ("", ""))}
    for i in range(len(latin)):
        for j in range(len(cyrillic)):
            if (i, j) not in best:
                continue
            here = best[i, j][0]
            for group in groups_at(latin, cyrillic, i, j):
                price = here + (costs.get(group, UNKNOWN + first_cost(*group)) if costs else first_cost(*group))
                there = i + len(group[0]), j + len(group[1])
                if there not in best or price < best[there][0]:
                    best[there] = price, (i, j), group
    found, place = [], (len(latin), len(cyrillic))
    while place != (0, 0):
        _, before, group = best[place]
        found.append(group)
        place = before
    return found


def learned(pairs: Iterable[tuple[str, str]]) -> dict[Group, int]:
    """Return how often each group is met in the last round, the seldom ones left out."""
    chosen, costs, counts = list(pairs), Costs(), Counter[Group]()
    for _ in range(ROUNDS):
        counts = Counter(group for latin, cyrillic in chosen for group in cut(latin, cyrillic, costs))
        total = sum(counts.values())
        costs = {group: -log2(count / total) for group, count in counts.items() if count >= LEAST}
    return {group: count for group, count in counts.items() if count >= LEAST}


def table(kinds: dict[str, list[tuple[str, str]]]) -> str:
    """Write the counted groups: language, Latin letters, Cyrillic letters, count."""
    return "".join(
        f"{language}\t{latin}\t{cyrillic}\t{count}\n"
        for language, pairs in sorted(kinds.items())
        for (latin, cyrillic), count in sorted(learned(pairs).items())
    )
