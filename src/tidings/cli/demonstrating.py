"""`tidings demo`: the whole way on invented data, from a fresh home folder to served pages."""

import os
import shutil
from pathlib import Path
from typing import Annotated, Final

import typer

from tidings.cli.serving import free, run_server
from tidings.cli.showing import print_table, say

DEMO_HOME: Final = "tidings-demo"


def demo(
    port: Annotated[int, typer.Option(help="Port to serve on.")] = 8000,
    seed: Annotated[int, typer.Option(help="Another seed, another war.")] = 1,
    people: Annotated[int, typer.Option(help="How many invented people.")] = 300,
    *,
    serve: Annotated[bool, typer.Option(help="Serve the pages afterwards.")] = True,
) -> None:
    """Make a fresh home folder with an invented war in it, link it, print what came of it, and serve the pages."""
    if serve:
        free("127.0.0.1", port)
    home = Path(os.environ.setdefault("TIDINGS_HOME", DEMO_HOME)).resolve()
    os.environ["TIDINGS_REHEARSAL"] = "1"
    _clear(home)
    from tidings.cli.opening import open_installation  # noqa: PLC0415 -- the home folder must be named first

    open_installation()
    from tidings.cli.rehearsing import fill  # noqa: PLC0415 -- only after setup

    summary = fill(seed=seed, people=people)
    print_table("What came in", summary.header, summary.rows)
    for line in summary.lines:
        say(line)
    say("Sign in as")
    for who, name, secret in summary.accounts:
        say(f"  {who:<22}{name:<13}{secret}")
    if serve:
        run_server("127.0.0.1", port)


def _clear(home: Path) -> None:
    """Remove an earlier demonstration, and nothing else: a folder without its mark is left alone."""
    mark = home / "rehearsal"
    if home.exists() and any(home.iterdir()) and not mark.exists():
        raise typer.BadParameter(f"{home} holds something that is no demonstration; set TIDINGS_HOME to a new folder.")
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True, mode=0o700)
    mark.write_text("Everything in this folder is invented; `tidings demo` may delete it.\n", encoding="utf-8")


COMMANDS: Final = {"demo": demo}
