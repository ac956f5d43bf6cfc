"""The check and the lottery on large invented rounds: `python3 do.py bench exchange_fairness [check|leximin|all]`.

Times are processor time of this process, so that a loaded machine does not spoil them.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np
from exchange_rounds import LEVELS, drawn
from scipy import sparse

from tidings.exchange.checking import check
from tidings.exchange.explaining import envy
from tidings.exchange.fairness import Classes, leximin
from tidings.exchange.fairness.classes import grouped
from tidings.exchange.planning import plan
from tidings.exchange.rounds import Certificate, read_round

T = TypeVar("T")
PERSONS, GO = 10_000, 1_000
ATTRIBUTES = (30, 13, 25)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Do some work and say how many processor seconds it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def checks() -> None:
    """Print how long it takes to check plans of 20,000 persons, with the certificate and without."""
    print("| terms | stages proved by certificate | check, s | check without certificate, s | how | envy, s (pairs) |")
    print("|---|---|---|---|---|---|")
    for level in LEVELS:
        round_ = read_round(drawn(level))
        found = plan(round_)
        bare = replace(found, certificate=Certificate("resolved"))
        first, with_prices = timed(partial(check, round_, found))
        second, without = timed(partial(check, round_, bare))
        report, envious = timed(partial(envy, round_, found))
        assert first.best, first.words()
        assert second.best, second.words()
        assert report.unexplained == 0
        how = ", ".join(sorted({one.proof.value for one in second.findings}))
        proved = f"{found.certificate.proved} of {len(found.stages)}"
        print(f"| {level} | {proved} | {with_prices:.1f} | {without:.1f} | {how} | {envious:.1f} ({report.pairs:,}) |")


def panel(seed: int, skew: float) -> Classes:
    """Draw equals with three attributes that cross, and quotas round a hidden choice that likes some values better."""
    rng = np.random.default_rng(seed)
    people = np.column_stack([rng.integers(0, size, PERSONS) for size in ATTRIBUTES])
    liking = np.ones(PERSONS)
    for column, size in enumerate(ATTRIBUTES):
        liking *= np.exp(rng.normal(0, skew, size))[people[:, column]]
    hidden = np.zeros(PERSONS, dtype=bool)
    hidden[rng.choice(PERSONS, GO, replace=False, p=liking / liking.sum())] = True
    of, sizes = grouped([tuple(person) for person in people.tolist()])
    cells = people[np.unique(of, return_index=True)[1]]
    rows, low, high = [np.ones(len(cells), dtype=np.int64)], [GO], [GO]
    for column, size in enumerate(ATTRIBUTES):
        for value in range(size):
            count = int(hidden[people[:, column] == value].sum())
            rows.append((cells[:, column] == value).astype(np.int64))
            low.append(max(0, count - 2))
            high.append(count + 2)
    return Classes(sizes, sparse.csr_array(np.array(rows)), np.array(low, dtype=float), np.array(high, dtype=float))


def lotteries() -> None:
    """Print how long leximin takes on 10,000 persons, for quotas near to everybody's share and far from it."""
    print("| quotas | classes | least chance | different chances | rounds | s |")
    print("|---|---|---|---|---|---|")
    for skew, name in ((0.0, "near the shares"), (0.3, "skewed"), (1.0, "very skewed")):
        classes = panel(1, skew)
        found, seconds = timed(partial(leximin, classes))
        different = len(set(np.round(found.each, 6).tolist()))
        print(
            f"| {name} | {classes.sizes.size:,} | {100 * found.least:.2f} % | {different} "
            f"| {found.rounds} | {seconds:.1f} |"
        )


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "all"
    if wanted in ("check", "all"):
        checks()
        print()
    if wanted in ("leximin", "all"):
        lotteries()
