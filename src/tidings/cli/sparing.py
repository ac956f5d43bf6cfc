"""What a command need not load."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec
from types import ModuleType

import pyarrow as pa


class _NoPandas:
    """Says that there is no pandas."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Refuse pandas, leave the rest to others."""
        del path, target
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)
        return None


def spare_pandas() -> None:
    """Let Arrow find no pandas in this process: nothing here is a table of it.

    Arrow asks once, when it makes its first array, whether what it was given comes from pandas, and loads pandas for
    that where it is installed (with the extra [spark]): half a second, as long as a small table takes.
    """
    if "pandas" in sys.modules:
        return
    blind = _NoPandas()
    sys.meta_path.insert(0, blind)
    try:
        pa.array(())
    finally:
        with suppress(ValueError):
            sys.meta_path.remove(blind)
