"""`tidings audit …`: the log is whole and unforked, or where it is not."""

from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.opening import As, acting, fresh_key, now, open_installation
from tidings.cli.showing import AsJson, print_json, say
from tidings.kernel.errors import BadInput

app = typer.Typer(no_args_is_help=True, help="The log over every write and every opening of a person's file.")


@app.command()
def checkpoint(
    out: Annotated[Path, typer.Option(help="File for a keeper outside: it holds no personal data.")],
    username: As = "",
) -> None:
    """Sign the present state of the log, for somebody of another interest to keep."""
    actor = acting(username)
    from tidings.register import deeds  # noqa: PLC0415 -- only after setup

    made = deeds.create_checkpoint(actor=actor, key=fresh_key(), moment=now())
    out.write_text(made.text, encoding="utf-8")
    say(f"{out}: {made.size} entries. Give it to a keeper; later: tidings audit verify --witness {out}")


def _seen_by(witness: Path) -> str:
    try:
        return witness.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            file=str(witness),
            line=None,
            field=None,
            problem=f"cannot be read ({error})",
            advice="Name a checkpoint written by `tidings audit checkpoint`.",
        ) from error


@app.command()
def verify(
    witness: Annotated[Path | None, typer.Option(help="A checkpoint that a keeper outside holds.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Recompute the log from its entries; exit 1 where it is broken, or where a witness saw another history."""
    open_installation()
    from tidings.register.verifying import verify_log  # noqa: PLC0415 -- only after setup

    verdict = verify_log(_seen_by(witness) if witness else None)
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
