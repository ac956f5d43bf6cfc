"""The published JSON schemas of ROUND.json and PLAN.json (JSON Schema 2020-12)."""

import json
from importlib.resources import files
from typing import Literal


def schema(name: Literal["round", "plan"]) -> dict[str, object]:
    """Return a schema."""
    found: dict[str, object] = json.loads(
        (files("tidings.exchange") / "data" / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    return found
