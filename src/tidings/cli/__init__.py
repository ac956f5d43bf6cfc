"""`tidings …`: everything the program does, from a terminal.

`app` holds the commands, one module for each thing they are about; `main` is what the installed script calls.
Exit codes: 0 done, 1 the answer is no, 2 bad usage or bad input (with file and line).
"""

from tidings.cli.app import main

__all__ = ["main"]
