"""The commands, and what happens when one of them fails."""

import sys

import typer

from tidings.cli import (
    auditing,
    demonstrating,
    exchange,
    explaining,
    finding,
    keeping,
    linking,
    naming,
    reading,
    round_planning,
    serving,
)
from tidings.kernel.errors import TidingsError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A tracing bureau in a box: who is who, an honest register, answers to families.",
)
for commands in (reading, linking, explaining, finding, keeping, serving, demonstrating, round_planning):
    for name, command in commands.COMMANDS.items():
        app.command(name)(command)
app.add_typer(naming.app, name="names")
app.add_typer(auditing.app, name="audit")
app.add_typer(exchange.app, name="exchange")


def main() -> None:
    """Run the command line; an error that a person can act on is one line on stderr and exit code 2."""
    try:
        app()
    except TidingsError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- the terminal is where this room speaks
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
    except OSError as error:
        print(f"{error.filename or 'a file'}: {error.strerror or error}. Look at the path.", file=sys.stderr)  # noqa: T201 -- the same
        raise SystemExit(2) from None
