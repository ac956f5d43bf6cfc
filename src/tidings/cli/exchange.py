"""`tidings exchange …`: plan a round, check a plan, answer a person."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.showing import AsJson, complain, print_json, print_table, progress, say
from tidings.exchange import Plan, Round, check, plan_as_json, read_plan, read_round, schema, write_plan
from tidings.exchange import plan as plan_round
from tidings.exchange.explaining.naming import conflict_sentence
from tidings.exchange.planning import Unsolved
from tidings.kernel.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="Exchanges: who goes, under which terms, and why.")
RoundFile = Annotated[Path, typer.Argument(metavar="ROUND.json", help="The round.", show_default=False)]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan.", show_default=False)]
Language = Annotated[str, typer.Option(help="Language of the words: en, ru or uk.")]
LANGUAGES = ("en", "ru", "uk")


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            file=str(path), line=None, field=None, problem="cannot be read", advice=f"{error.strerror}."
        ) from error


def round_at(path: Path) -> Round:
    """Read a round from a file."""
    return read_round(read_bytes(path), file=str(path))


def plan_at(path: Path) -> Plan:
    """Read a plan from a file."""
    return read_plan(read_bytes(path), file=str(path))


def known_language(language: str) -> str:
    """Return a language there are words in.

    Raises:
        BadInput: there are none.
    """
    if language not in LANGUAGES:
        raise BadInput(
            file="--language", line=None, field=None, problem=f"“{language}” is unknown", advice="Use en, ru or uk."
        )
    return language


@contextmanager
def solver_kept_off_the_output() -> Iterator[None]:
    """Send what the solver's own code prints to stderr, so that what a program reads from us is ours alone."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


@app.command()
def plan(
    round_file: RoundFile,
    out: Annotated[Path | None, typer.Option(help="Where PLAN.json goes; the terminal if left out.")] = None,
    time_limit: Annotated[float | None, typer.Option(help="Seconds for each run of branch and bound.", min=0)] = None,
    language: Language = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """Plan a round: exit 0 with a plan, 1 where the terms cannot be met or nothing was proved in time."""
    known_language(language)
    if out is not None and out.exists() and out.samefile(round_file):
        raise BadInput(file=str(out), line=None, field=None, problem="is the round itself", advice="Name another file.")
    round_ = round_at(round_file)
    try:
        with progress() as bar, solver_kept_off_the_output():
            task = bar.add_task("Planning", total=None)
            found = plan_round(
                round_,
                time_limit=time_limit,
                progress=lambda words, done, total: bar.update(task, description=words, completed=done, total=total),
            )
    except Unsolved as error:
        complain(f"{round_file}: no plan was found in time ({error}). Allow more with --time-limit.")
        raise typer.Exit(1) from None
    if out is not None:
        out.write_bytes(write_plan(found))
    if as_json:
        print_json(plan_as_json(found))
    elif out is None:
        sys.stdout.write(write_plan(found).decode())
    else:
        _tell(found, round_, out, language)
    if found.status != "optimal":
        raise typer.Exit(1)


def _tell(found: Plan, round_: Round, out: Path, language: str) -> None:
    for warning in found.warnings:
        complain(f"warning: {warning}")
    if found.status == "infeasible":
        complain("These terms cannot be met together:")
        for conflict in found.conflicts:
            complain(f"  {conflict.term}: {conflict_sentence(round_, conflict).words(language)}")
    else:
        rows = [(stage.criterion, stage.value, stage.bound, stage.gap, stage.status) for stage in found.stages]
        print_table(f"Plan: {found.status}", ("criterion", "value", "bound", "gap", "status"), rows)
    for side in round_.sides:
        say(f"{side}: {len(found.chosen[side])} within the terms, {len(found.humanitarian[side])} by law outside them")
    say(f"{len(found.conditional)} have still to be asked; among equals the {found.ties} decides. Written: {out}")


@app.command("check")
def check_plan(
    round_file: RoundFile, plan_file: PlanFile, language: Language = "en", *, as_json: AsJson = False
) -> None:
    """Check a plan by code that shares nothing with the planner: exit 0 where it holds, 1 where it does not."""
    known_language(language)
    with solver_kept_off_the_output():
        verdict = check(round_at(round_file), plan_at(plan_file))
    if as_json:
        print_json(verdict.as_json())
    else:
        say(verdict.words(language))
    if not verdict.accepted:
        raise typer.Exit(1)


@app.command("schema")
def print_schema(
    name: Annotated[str, typer.Argument(help="round or plan.")] = "round",
) -> None:
    """Print the published schema of ROUND.json or PLAN.json."""
    match name:
        case "round" | "plan":
            sys.stdout.write(json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n")
        case _:
            raise BadInput(
                file="schema", line=None, field=None, problem=f"there is no “{name}”", advice="Use round or plan."
            )
