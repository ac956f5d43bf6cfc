"""Who is who, measured: `python3 do.py bench linkage [--keep DIR] [REGISTER …]`.

A register is one of 10k, 100k, 1m, 5m (rehearsals with seeds that nobody looked at), foreign10k, foreign100k,
foreign1m (another generator, in the style of LINKAGE.md; likewise), sample (the half not looked at), historical,
historical_names (its whole names alone), febrl4, moscow, moscow_as_given (its columns alone), vorarlberg; without any,
all but 5m. With `--keep` a register is made in that folder once, and found there the next time. The kernels are
compiled before anything is timed. Ours is the command `tidings link` as a user runs it, from files to files, its
threshold fixed; the figures are computed here from what it wrote. splink 5 runs beside it in an environment of its own
(TIDINGS_LINKAGE_PEERS, see peers-linkage.txt) on our folded spelling and our reading of every value, with three sets
of blocking rules and the best threshold with the truth known; preparing its table is not counted.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from linkage_data import (
    febrl4,
    historical,
    historical_names,
    moscow,
    moscow_as_given,
    prepare_for_peer,
    rehearsal,
    sample,
    uncertain_in_moscow,
    vorarlberg,
)
from linkage_figures import Figures, figures
from linkage_foreign import foreign
from linkage_running import Run, watched

HERE: Final = Path(__file__).resolve().parent
TIDINGS: Final = str(Path(sys.executable).with_name("tidings"))
SETUPS: Final = ("tight", "mid", "wide")

Maker = Callable[[Path], list[Path]]
REGISTERS: Final[dict[str, Maker]] = {
    "sample": sample,
    "10k": partial(rehearsal, seed=20_271, records=10_000),
    "100k": partial(rehearsal, seed=20_272, records=100_000),
    "1m": partial(rehearsal, seed=20_273, records=1_000_000),
    "5m": partial(rehearsal, seed=20_274, records=5_000_000),
    "foreign10k": partial(foreign, seed=20_281, records=10_000),
    "foreign100k": partial(foreign, seed=20_282, records=100_000),
    "foreign1m": partial(foreign, seed=20_283, records=1_000_000),
    "historical": historical,
    "historical_names": historical_names,
    "febrl4": febrl4,
    "moscow": moscow,
    "moscow_as_given": moscow_as_given,
    "vorarlberg": vorarlberg,
}
WITHOUT_PEER: Final = frozenset({"5m", "historical_names", "moscow", "moscow_as_given", "vorarlberg"})
"""splink is not asked: five million rows do not fit beside us, and a list without doubles trains no model."""


def _linked(tables: Sequence[Path], out: Path) -> Run:
    return watched([TIDINGS, "link", *map(str, tables), "--out", str(out)])


def _row(engine: str, measured: dict[str, float], pairs: float | str) -> None:
    shares = " | ".join(f"{measured[name]:.3f}" for name in ("precision", "recall", "f1"))
    print(f"| {engine} | {shares} | {pairs:,} | {measured['seconds']:.1f} | {measured['gigabytes']:.2f} |", flush=True)


def _peers(tables: list[Path], folder: Path) -> list[dict[str, float]]:
    """Run splink's set-ups, each in a process of its own; none where its environment is not given."""
    python = os.environ.get("TIDINGS_LINKAGE_PEERS")
    if not python:
        return []
    prepare_for_peer(tables, folder)
    found = []
    for setup in SETUPS:
        files = (HERE / "linkage_splink.py", folder / "prepared.parquet", folder / "truth.parquet")
        command = [python, *map(str, files), setup]
        try:
            run = watched(command)
        except subprocess.CalledProcessError as problem:
            print(f"splink {setup}: {problem.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            continue
        found.append({**json.loads(run.printed.strip().splitlines()[-1]), "gigabytes": run.gigabytes})
    return found


def _made(name: str, folder: Path) -> list[Path]:
    """Return the tables of a register, made where they are not there yet."""
    listed = folder / "tables.json"
    if not listed.exists():
        tables = REGISTERS[name](folder)
        listed.write_text(json.dumps([str(table.relative_to(folder)) for table in tables]), encoding="utf-8")
    return [folder / table for table in json.loads(listed.read_text(encoding="utf-8"))]


def _warm() -> None:
    """Let the kernels be compiled and kept, as they are once on a machine."""
    with tempfile.TemporaryDirectory() as folder:
        start = _linked(rehearsal(Path(folder), seed=1, records=6_000), Path(folder) / "out")
    print(f"A first run, in which the kernels are compiled where they were not: {start.seconds:.1f} s.", flush=True)


def measure(name: str, folder: Path) -> None:
    """Make a register, link it, let the peer link it, and print the tables."""
    tables = _made(name, folder)
    out = folder / "out"
    run = _linked(tables, out)
    ours = figures(out, folder / "truth.csv")
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    print(f"\n**{name}**: {ours.records:,} records of {ours.persons:,} persons, {ours.true_pairs:,} true pairs\n")
    print("| engine | precision | recall | F1 | pairs compared | seconds | GB |\n|---|---|---|---|---|---|---|")
    own = {"precision": ours.precision, "recall": ours.recall, "f1": ours.f1}
    _row("tidings, own threshold", {**own, "seconds": run.seconds, "gigabytes": run.gigabytes}, report["candidates"])
    peers = [] if name in WITHOUT_PEER else _peers(tables, folder)
    for peer in peers:
        _row(f"splink {peer['setup']}, best threshold ({peer['threshold']}, of {peer['of']})", peer, peer["pairs"])
    if peers:
        best = max(peers, key=lambda peer: peer["f1"])
        points, faster = 100 * (ours.f1 - best["f1"]), best["seconds"] / run.seconds
        memory = run.gigabytes / best["gigabytes"]
        print(
            f"\nAgainst splink's best: {points:+.1f} points of F1, {faster:.1f} times as fast, {memory:.2f} its memory."
        )
    _told(ours, run)
    if name.startswith("moscow"):
        _moscow(out)


def _told(ours: Figures, run: Run) -> None:
    print(f"\nProcessor time {run.processor:.1f} s. Clusters of one person only {ours.pure:.4f};", end=" ")
    print(f"persons found whole {ours.whole:.3f}; true pairs written {ours.written_true:.3f};", end=" ")
    print(f"calibration error {ours.calibration_error:.3f}.")
    print("\n| called at least | pairs | said on average | true |\n|---|---|---|---|")
    for low, pairs, said, true in ours.bands:
        print(f"| {low} | {pairs:,} | {said:.4f} | {true:.4f} |")


def _moscow(out: Path) -> None:
    """Count what was asked of the Moscow list: second forms joined, and people of the list put together."""
    lines = (out / "clusters.csv").read_text(encoding="utf-8").splitlines()[1:]
    home = dict(line.split(",") for line in lines)
    second = [record for record in home if record.startswith("z")]
    joined = sum(home[record] == home["m" + record[1:]] for record in second)
    people: dict[str, list[str]] = {}
    for record, cluster in home.items():
        if record.startswith("m"):
            people.setdefault(cluster, []).append(record)
    uncertain = uncertain_in_moscow()
    false = [members for members in people.values() if len(members) > 1 and frozenset(members) not in uncertain]
    print(f"\nSecond forms joined {joined} of {len(second)}; clusters with two people of the list {len(false)}.")


def main(words: Sequence[str]) -> None:
    """Measure the registers asked for."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("registers", nargs="*", help=", ".join(REGISTERS))
    given = asked.parse_args(words)
    for name in set(given.registers) - REGISTERS.keys():
        asked.error(f"{name} is no register; there are {', '.join(REGISTERS)}")
    _warm()
    for name in given.registers or [name for name in REGISTERS if name != "5m"]:
        if given.keep:
            measure(name, given.keep / name)
            continue
        folder = Path(tempfile.mkdtemp(prefix=f"tidings-{name}-"))
        try:
            measure(name, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
