"""The commands, and what happens when one of them fails."""

import sys
from importlib import import_module
from typing import Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from tidings.kernel.errors import TidingsError

MODULES: Final = {
    "read": "reading",
    "link": "linking",
    "why": "explaining",
    "find": "finding",
    "compare": "finding",
    "take": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "serve": "serving",
    "demo": "demonstrating",
    "round-plan": "round_planning",
    "names": "naming",
    "audit": "auditing",
    "exchange": "exchange",
}
"""The module of every command. Only the one asked for is loaded: together they take longer than a small table."""


class _Commands(TyperGroup):
    """The commands, each made of its module when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # -- click's own kind of context
        """Return the names of all commands, in the order of the help."""
        del ctx
        return list(MODULES)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand | TyperGroup | None:  # type: ignore[override]  # -- the same
        """Return one command, or group of commands; None if there is none of this name."""
        del ctx
        if cmd_name not in MODULES:
            return None
        module = import_module(f"tidings.cli.{MODULES[cmd_name]}")
        if hasattr(module, "COMMANDS"):
            own = typer.Typer(add_completion=False)
            own.command(cmd_name)(module.COMMANDS[cmd_name])
            made = get_command(own)
        else:
            made = get_group(module.app)
        made.name = cmd_name
        return made  # type: ignore[return-value]  # -- Typer's commands, seen as click's


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A tracing bureau in a box: who is who, an honest register, answers to families.",
)


@app.callback()
def _tidings() -> None:
    """Hold the commands together."""


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
