"""The planner, measured: `python3 do.py bench exchange [small|large|conflicts|peer]…`, all of them if none is named.

`small`: 2,000 random rounds of at most 12 people, every kind of term, against every choice tried one by one, and each
plan before the independent check. `large`: 10,000 people a side, 30 categories, 1,000 to go from each, from nested
terms to groups. `conflicts`: large rounds that cannot be met. `peer`: CP-SAT on the same models (exchange_peers.txt).
Times are processor seconds of this process and its solver; the machine has two cores that others use too.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from exchange_rounds import LEVELS, drawn

from tidings.exchange import check, plan, read_round
from tidings.exchange.planning.planner import problem_of

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/exchange"))
from brute import best
from invented import drawn_round

ROUNDS = 2000
PEER_SECONDS = 120.0


def small() -> None:
    """Compare 2,000 random rounds with enumeration."""
    counted: Counter[str] = Counter()
    took = {"plan": 0.0, "check": 0.0, "enumeration": 0.0}
    for seed in range(ROUNDS):
        raw = drawn_round(seed)
        started = time.process_time()
        round_ = read_round(raw)
        found = plan(round_)
        planned = time.process_time()
        accepted = check(round_, found).accepted
        checked = time.process_time()
        expected = best(raw)
        took["enumeration"] += time.process_time() - checked
        took["plan"] += planned - started
        took["check"] += checked - planned
        signed = [-one.value if one.criterion.startswith("parity") else one.value for one in found.stages]
        counted["equal"] += (signed or None) == expected if found.status != "infeasible" else expected is None
        counted["accepted"] += accepted
        counted[found.status] += 1
        counted[found.certificate.kind] += found.status == "optimal"
    print(
        f"\n**{ROUNDS:,} random rounds of at most 12 people, every kind of term**: {counted['equal']:,} are the best of"
    )
    print(f"all choices, {counted['accepted']:,} accepted by the check; {counted['infeasible']} cannot be met; of the")
    print(f"others {counted['dual']} were proved by prices alone, {counted['resolved']} with branch and bound.")
    print(", ".join(f"{name} {seconds:.0f} s" for name, seconds in took.items()))


def large() -> None:
    """Plan and check the large rounds."""
    print("\n| terms | structure | engine | proof | read | plan | check | long_term, days, vulnerable, hardship, key |")
    print("|---|---|---|---|---|---|---|---|")
    for level in LEVELS:
        raw = drawn(level)
        started = time.process_time()
        round_ = read_round(raw)
        read = time.process_time()
        found = plan(round_)
        planned = time.process_time()
        verdict = check(round_, found)
        checked = time.process_time()
        certificate = found.certificate
        engine = certificate.engine.split(",")[0]
        proof = f"{certificate.proved} of {len(found.stages)} by prices"
        values = " ".join(f"{stage.value:,}" for stage in found.stages)
        times = f"{read - started:.1f} s | {planned - read:.1f} s | {checked - planned:.1f} s"
        word = "" if verdict.accepted else " NOT ACCEPTED"
        print(f"| {level} | {certificate.structure} | {engine} | {proof}{word} | {times} | {values} |", flush=True)


def unmeetable() -> dict[str, dict[str, Any]]:
    """Return large rounds that cannot be met."""
    caps, sides, named, officers = (
        drawn(level) for level in ("nested", "two_partitions", "three_partitions", "rank_ratios")
    )
    caps["terms"]["totals"]["A"] = [5000, None]
    sides["terms"]["totals"] = {"A": [1200, None], "B": [None, 1100]}
    people = [one["key"] for one in named["sides"]["A"]["persons"] if one["category"] == "c03"]
    named["terms"]["must_include"] = people[:90]
    officers["terms"]["quotas"].append({"side": "A", "where": {"rank": "officer"}, "min": 450})
    return {
        "a total above all caps": caps,
        "totals that do not fit": sides,
        "more named than a cap lets": named,
        "officers against ratios": officers,
    }


def conflicts() -> None:
    """Find out why large rounds cannot be met."""
    print("\n| cannot be met | terms in conflict | fewest proved | time |")
    print("|---|---|---|---|")
    for name, raw in unmeetable().items():
        round_ = read_round(raw)
        started = time.process_time()
        found = plan(round_)
        took = time.process_time() - started
        fewest = "no, irreducible" if any("left out" in words for words in found.warnings) else "yes"
        print(f"| {name} | {len(found.conflicts)} | {fewest} | {took:.1f} s |", flush=True)


def model_of(raw: dict[str, Any]) -> dict[str, Any]:
    """Write the planner's own model of a round for the peer."""
    problem = problem_of(read_round(raw))
    programme = problem.programme
    rows = []
    for number, name in enumerate(programme.names):
        start, end = programme.matrix.indptr[number : number + 2]
        entries = zip(
            programme.matrix.indices[start:end].tolist(), programme.matrix.data[start:end].tolist(), strict=True
        )
        rows.append([name, int(programme.least[number]), int(programme.most[number]), list(entries)])
    gains = [criterion.gain.tolist() for criterion in problem.criteria if criterion.gain is not None]
    bounds = {"low": programme.low.tolist(), "high": programme.high.tolist()}
    return {"rows": rows, "gains": gains, "seconds": PEER_SECONDS, **bounds}


def peer() -> None:
    """Let CP-SAT solve the same models."""
    interpreter = os.environ.get("TIDINGS_EXCHANGE_PEER")
    if not interpreter:
        print("\nThe peer was left out: TIDINGS_EXCHANGE_PEER names no interpreter (see exchange_peers.txt).")
        return
    print(f"\n| terms | CP-SAT, 2 workers, at most {PEER_SECONDS:.0f} s a stage: value (status, seconds) | as ours |")
    print("|---|---|---|")
    for level in LEVELS:
        raw = drawn(level)
        ours = [stage.value for stage in plan(read_round(raw)).stages]
        script = Path(__file__).with_name("exchange_peer.py")
        ran = subprocess.run(  # noqa: S603 -- the interpreter that whoever runs this named
            [interpreter, script], input=json.dumps(model_of(raw)), capture_output=True, text=True, check=True
        )
        stages = json.loads(ran.stdout)
        values = ", ".join(
            f"{value:,} ({status}, {took:.0f})" if value is not None else status for value, _, status, took in stages
        )
        proved = [value for value, _, status, _ in stages if status == "OPTIMAL"]
        same = "yes" if np.array_equal(proved, ours[: len(proved)]) else "NO"
        print(f"| {level} | {values} | {same}, {len(proved)} of {len(ours)} stages proved |", flush=True)


def main() -> None:
    """Run what was asked for."""
    parts = {"small": small, "large": large, "conflicts": conflicts, "peer": peer}
    for name in sys.argv[1:] or parts:
        parts[name]()


if __name__ == "__main__":
    main()
