"""`tidings exchange …`: plan a round, check a plan, answer a person."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from tidings.cli import exchange_lot
from tidings.cli.exchange_files import (
    Language,
    PlanFile,
    RoundFile,
    bad_option,
    known_language,
    plan_at,
    round_at,
    solver_kept_off_the_output,
)
from tidings.cli.showing import AsJson, complain, print_json, print_table, progress, say
from tidings.exchange import Plan, Round, Unsolved, check, plan_as_json, schema, write_plan
from tidings.exchange import plan as plan_round
from tidings.exchange.explaining import conflict_sentence, envy, shadow_prices
from tidings.exchange.explaining import explain as explain_person
from tidings.exchange.fairness import Held, fairness_report
from tidings.kernel.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="Exchanges: who goes, under which terms, and why.")
app.add_typer(exchange_lot.app, name="lot")
Key = Annotated[str, typer.Argument(metavar="PERSON", help="The person's key in the round.", show_default=False)]


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


@app.command()
def explain(
    round_file: RoundFile, plan_file: PlanFile, person: Key, language: Language = "en", *, as_json: AsJson = False
) -> None:
    """Say why somebody goes or does not, and what would change it, without anything about anybody else."""
    known_language(language)
    with solver_kept_off_the_output():
        found = explain_person(round_at(round_file), plan_at(plan_file), person, plan_round)
    if as_json:
        print_json(found.as_json())
    else:
        say(found.words(language))


@app.command()
def prices(round_file: RoundFile, plan_file: PlanFile, language: Language = "en", *, as_json: AsJson = False) -> None:
    """For negotiators: what one more place in each term that is used up would bring."""
    known_language(language)
    with progress() as bar, solver_kept_off_the_output():
        task = bar.add_task("Pricing", total=None)
        found = shadow_prices(
            round_at(round_file),
            plan_at(plan_file),
            plan_round,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    if as_json:
        print_json([price.as_json() for price in found])
        return
    for price in found:
        say(price.words(language))


@app.command("envy")
def envy_report(
    round_file: RoundFile, plan_file: PlanFile, language: Language = "en", *, as_json: AsJson = False
) -> None:
    """Name the term behind everybody who comes up to somebody chosen and stays; exit 1 where there is none."""
    known_language(language)
    found = envy(round_at(round_file), plan_at(plan_file))
    if as_json:
        print_json(found.as_json())
    else:
        say(found.words(language))
    if found.unexplained:
        raise typer.Exit(1)


@app.command()
def fairness(
    files: Annotated[list[Path], typer.Argument(metavar="ROUND.json PLAN.json …", show_default=False)],
    language: Language = "en",
    *,
    as_json: AsJson = False,
) -> None:
    """Report over rounds how long people have waited since capture, and who went, small cells withheld."""
    known_language(language)
    if len(files) % 2:
        raise bad_option(
            "fairness", "a round has no plan", "Name each round with its plan: R1.json P1.json R2.json P2.json."
        )
    held = [Held(round_at(files[at]), plan_at(files[at + 1])) for at in range(0, len(files), 2)]
    found = fairness_report(held)
    if as_json:
        print_json(found.as_json())
    else:
        say(found.words(language))


@app.command("schema")
def print_schema(
    name: Annotated[str, typer.Argument(help="round or plan.")] = "round",
) -> None:
    """Print the published schema of ROUND.json or PLAN.json."""
    match name:
        case "round" | "plan":
            sys.stdout.write(json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n")
        case _:
            raise bad_option("schema", f"there is no “{name}”", "Use round or plan.")
