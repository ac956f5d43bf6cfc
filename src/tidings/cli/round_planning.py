"""`tidings round-plan`: an exchange round planned from the terminal, for rounds too hard for a page's patience."""

from typing import Annotated, Any, Final

import typer

from tidings.cli.opening import acting, fresh_key, now
from tidings.cli.showing import say


def round_plan(
    name: Annotated[str, typer.Argument(help="The round's name.")],
    draft: Annotated[str, typer.Argument(help="The name of the draft of terms.")],
    who: Annotated[str, typer.Option("--as", envvar="TIDINGS_USER", help="A member of the round.")],
    reason: Annotated[str, typer.Option(help="Why it is planned again; published with the plan.")] = "",
    seconds: Annotated[int, typer.Option(help="How long the solver may take.")] = 3600,
) -> None:
    """Plan a round under one of its drafts, have the plan checked, and keep both in the round."""
    actor = acting(who)
    from tidings.casework import queries  # noqa: PLC0415 -- only after setup
    from tidings.casework.deeds import rounds as deeds  # noqa: PLC0415 -- the same

    mine = {line.name: line.round_id for line in queries.rounds(actor=actor)}
    if name not in mine:
        raise typer.BadParameter(f"“{who}” is admitted to no round “{name}”.")
    ground: dict[str, Any] = {"actor": actor, "moment": now(), "round_id": mine[name]}
    file = deeds.open_round(**ground, key=fresh_key(), page="plan on the terminal")
    kept = next((one for one in file.state.newest_scenarios() if one.name == draft), None)
    if kept is None:
        raise typer.BadParameter(f"The round has no draft “{draft}”.")
    done = deeds.run_plan(**ground, key=fresh_key(), scenario=kept.entry_id, reason=reason, seconds=seconds)
    again = deeds.open_round(**ground, key=fresh_key(), page="plan on the terminal")
    run = again.state.run(done.entry_id)
    proven = run is not None and bool(run.report.get("ok"))
    say(f"Run {done.count}: {run.plan['status'] if run else ''}, {'checked and proven' if proven else 'not proven'}.")
    if not proven:
        raise typer.Exit(1)


COMMANDS: Final = {"round-plan": round_plan}
"""The commands of this module, by name."""
