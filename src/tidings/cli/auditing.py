"""`tidings audit …`: the log is whole and unforked, or where it is not."""

from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.opening import open_installation
from tidings.cli.showing import AsJson, print_json, say

app = typer.Typer(no_args_is_help=True, help="The log over every write and every opening of a person's file.")


@app.command()
def verify(
    witness: Annotated[Path | None, typer.Option(help="A checkpoint that a keeper outside holds.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Recompute the log from its entries; exit 1 where it is broken, or where a witness saw another history."""
    open_installation()
    from tidings.register.verifying import verify_log  # noqa: PLC0415 -- only after setup

    verdict = verify_log(witness.read_text(encoding="utf-8") if witness else None)
    if as_json:
        print_json(
            {"whole": verdict.whole, "size": verdict.size, "root": verdict.root, "complaints": verdict.complaints}
        )
    elif verdict.whole:
        say(f"The log is whole: {verdict.size} entries, root {verdict.root}.")
    else:
        for complaint in verdict.complaints:
            say(complaint)
    if not verdict.whole:
        raise typer.Exit(1)
