"""Learn what one unit costs for another from pairs of spellings that are one name (EM with the cheapest alignment).

Four tables: `cl` Cyrillic against Latin and `ll` Latin against Latin (Wikidata tokens, training split only), `cc`
Russian against Ukrainian spelling (names-translator), `cf` the same for names of any people (Wikidata). Called by
tools/tables.py.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from math import log2

from rapidfuzz.fuzz import ratio

GAP = "-"
ROUNDS = 3
FIRST_COST = 4.0
MOST_PAIRS = 12_000
ALIKE = 60.0
DEAREST = 12.0
SMOOTHING = 0.3

Costs = dict[tuple[str, str], float]
Pair = tuple[str, str]


def alignment(left: str, right: str, costs: Costs) -> Iterator[tuple[str, str]]:
    """Yield the unit pairs of the cheapest alignment, `-` for none."""
    width = len(right) + 1
    best = [0.0] * ((len(left) + 1) * width)
    for i in range(len(left) + 1):
        for j in range(width):
            ways = []
            if i and j:
                ways.append(best[(i - 1) * width + j - 1] + cost(left[i - 1], right[j - 1], costs))
            if i:
                ways.append(best[(i - 1) * width + j] + cost(left[i - 1], GAP, costs))
            if j:
                ways.append(best[i * width + j - 1] + cost(GAP, right[j - 1], costs))
            best[i * width + j] = min(ways, default=0.0)
    i, j = len(left), len(right)
    while i or j:
        here = best[i * width + j]
        if i and j and here == best[(i - 1) * width + j - 1] + cost(left[i - 1], right[j - 1], costs):
            i, j = i - 1, j - 1
            yield left[i], right[j]
        elif i and here == best[(i - 1) * width + j] + cost(left[i - 1], GAP, costs):
            i -= 1
            yield left[i], GAP
        else:
            j -= 1
            yield GAP, right[j]


def cost(a: str, b: str, costs: Costs) -> float:
    """Return the cost of one pair of units in the present round."""
    return 0.0 if a == b else costs.get((a, b), FIRST_COST if not costs else DEAREST)


def counted(pairs: Iterable[Pair], costs: Costs) -> Counter[tuple[str, str]]:
    """Count the unit pairs of all alignments."""
    found: Counter[tuple[str, str]] = Counter()
    for left, right in pairs:
        found.update(alignment(left, right, costs))
    return found


def costs_of(found: Counter[tuple[str, str]]) -> Costs:
    """Turn counts into bits: the mean of both directions; a unit too many counts against all places for it."""
    left, right = Counter[str](), Counter[str]()
    for (a, b), count in found.items():
        left[a] += count
        right[b] += count
    slots = sum(found.values())
    left[GAP] = right[GAP] = slots
    return {
        (a, b): min(-log2((count - SMOOTHING) / left[a]) / 2 - log2((count - SMOOTHING) / right[b]) / 2, DEAREST)
        for (a, b), count in found.items()
        if a != b
    }


def learned(pairs: list[Pair], *, symmetric: bool) -> Costs:
    """Learn the costs of one kind of pair."""
    chosen = [pair for pair in pairs if ratio(*pair) >= ALIKE]
    chosen = chosen[:: max(len(chosen) // MOST_PAIRS, 1)]
    if symmetric:
        chosen += [(right, left) for left, right in chosen]
    costs: Costs = {}
    for _ in range(ROUNDS):
        costs = costs_of(counted(chosen, costs))
    return costs


def latin_pairs(tokens: Iterable[tuple[str, str]]) -> list[Pair]:
    """Pair the Latin spellings that share one Cyrillic name."""
    spellings = defaultdict(set)
    for cyrillic, latin in tokens:
        spellings[cyrillic].add(latin)
    return [pair for name in sorted(spellings) for pair in combinations(sorted(spellings[name])[:6], 2)]


# How foreign names are spelled, which the surnames of Slavs cannot teach: the sound h is х in Russian, г in Ukrainian
# (Хадсон, Гадсон); w is у in Russian, в in Ukrainian (Уэллс, Веллс).
BY_HAND: Costs = {("g", "x"): 4.0, ("x", "g"): 4.0, ("u", "v"): 4.0, ("v", "u"): 4.0}


def table(kinds: dict[str, Costs]) -> str:
    """Write the learned costs: kind, left unit, right unit, bits."""
    return "".join(
        f"{kind}\t{a}\t{b}\t{bits:.1f}\n"
        for kind, costs in sorted(kinds.items())
        for (a, b), bits in sorted(costs.items())
        if bits < DEAREST
    )
