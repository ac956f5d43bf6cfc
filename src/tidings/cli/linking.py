"""`tidings link`: who is who over tables, without a database."""

from pathlib import Path
from typing import Annotated, Final

import typer

from tidings.cli.showing import AsJson, complain, print_json, print_table, progress, say
from tidings.kernel.errors import BadInput
from tidings.linkage import link_files


def link(
    files: Annotated[list[Path], typer.Argument(help="Record tables (CSV, XLSX).", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder for clusters.csv, pairs.csv and report.json.")],
    engine: Annotated[str, typer.Option(help="local.")] = "local",
    truth: Annotated[Path | None, typer.Option(help="record_id,person_id: measure against it.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Find out which records speak of one person."""
    if engine != "local":
        raise BadInput(
            file="--engine",
            line=None,
            field=None,
            problem=f"there is no engine “{engine}” yet",
            advice="Leave it out: the local engine links in this process.",
        )
    with progress() as bar:
        task = bar.add_task("Linking", total=None)
        report = link_files(
            files,
            out=out,
            truth=truth,
            progress=lambda words, done, total: bar.update(task, description=words, completed=done, total=total),
        )
    for warning in report.warnings:
        complain(warning)
    if as_json:
        print_json(report.as_json())
        return
    print_table("Linked", ("what", "how many"), report.rows())
    say(f"Written: {out / 'clusters.csv'}, {out / 'pairs.csv'}, {out / 'report.json'}")


COMMANDS: Final = {"link": link}
