"""`tidings serve`: the web app on this computer."""

import socket
from typing import Annotated, Final

import typer

from tidings.cli.opening import open_installation
from tidings.cli.showing import say
from tidings.kernel.errors import BadInput


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the pages until stopped with Ctrl-C."""
    open_installation()
    run_server(host, port)


def run_server(host: str, port: int) -> None:
    """Start granian (WSGI) and wait for it."""
    from granian.constants import Interfaces  # noqa: PLC0415 -- slow import
    from granian.log import LogLevels  # noqa: PLC0415 -- slow import
    from granian.server import Server  # noqa: PLC0415 -- slow import

    free(host, port)
    say(f"Serving on http://{host}:{port} — stop with Ctrl-C.")
    Server(
        "tidings.server.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


def free(host: str, port: int) -> None:
    """Make sure nobody listens there yet.

    Raises:
        BadInput: the address is taken, or is none of this computer's.
    """
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise BadInput(
            file=f"{host}:{port}",
            line=None,
            field=None,
            problem=f"cannot be served on ({error.strerror})",
            advice="Another program may be using it: choose another with --port.",
        ) from error


COMMANDS: Final = {"serve": serve}
