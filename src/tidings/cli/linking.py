"""`tidings link`: who is who over tables, without a database."""

import csv
import gc
from pathlib import Path
from time import perf_counter
from typing import Annotated, Final, Literal

import typer

from tidings.cli.showing import AsJson, complain, print_json, print_table, progress, say
from tidings.cli.sparing import spare_pandas
from tidings.kernel.errors import BadInput
from tidings.linkage import link_files

Engine = Literal["local", "spark"]
Weights = Literal["learned", "shipped"]


SAID: Final = {"same": True, "different": False}


def link(  # noqa: PLR0913 -- the options of the command
    files: Annotated[list[Path], typer.Argument(help="Record tables (CSV, XLSX, Parquet).", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder for clusters.csv, pairs.csv and report.json.")],
    engine: Annotated[Engine, typer.Option(help="local: this machine; spark: a cluster.")] = "local",
    truth: Annotated[Path | None, typer.Option(help="record_id,person_id: measure against it.")] = None,
    clean_source: Annotated[
        list[str] | None, typer.Option(help="A source that names nobody twice; repeatable.")
    ] = None,
    verdicts: Annotated[Path | None, typer.Option(help="left,right,verdict (same, different): always hold.")] = None,
    weights: Annotated[Weights, typer.Option(help="Adapt the shipped weights to the data, or not.")] = "learned",
    *,
    as_json: AsJson = False,
) -> None:
    """Find out which records speak of one person."""
    if engine == "spark":
        from tidings.linkage.engines.spark import link_files_on_spark as linking  # noqa: PLC0415 -- needs the extra [spark]
    else:
        linking = link_files
        spare_pandas()
        gc.disable()  # millions of strings and numbers, hardly anything that refers to itself; the process ends with it
    decided = _read_verdicts(verdicts) if verdicts else None
    with progress() as bar:
        tasks = {"": bar.add_task("linking", total=None)}

        def told(words: str, done: int, total: int) -> None:
            if words not in tasks:
                tasks[words] = bar.add_task(words, total=total)
                bar.update(tasks[""], visible=False)
            bar.update(tasks[words], completed=done, total=total)

        report = linking(
            files,
            out=out,
            truth=truth,
            verdicts=decided,
            clean_sources=frozenset(clean_source or ()),
            learning=weights == "learned",
            progress=told,
            clock=perf_counter,
        )
    gc.freeze()  # nor is what is left of them searched when the process ends
    for warning in report.warnings:
        complain(warning)
    if as_json:
        print_json(report.as_json())
        return
    print_table("Linked", ("what", "how many"), report.rows())
    say(f"Written: {out / 'clusters.csv'}, {out / 'pairs.csv'}, {out / 'report.json'}")


def _read_verdicts(file: Path) -> dict[tuple[str, str], bool]:
    """Read what people decided of pairs.

    Raises:
        BadInput: the file has other columns, or a verdict is neither "same" nor "different".
    """
    found: dict[tuple[str, str], bool] = {}
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            left, right, said = (row.get(column) or "" for column in ("left", "right", "verdict"))
            if not left or not right or said not in SAID:
                raise BadInput(
                    file=str(file),
                    line=reader.line_num,
                    field="verdict",
                    problem=f"“{said}” is no verdict on two records",
                    advice="Give left, right and verdict: same or different",
                )
            found[left, right] = SAID[said]
    return found


COMMANDS: Final = {"link": link}
