"""`tidings find` and `tidings compare`: who is meant, and whether two reports mean one person."""

from typing import Annotated, Final

import typer

from tidings.cli.opening import As, acting, fresh_key, now
from tidings.cli.showing import AsJson, Language, comparison_json, print_json, print_table, say, say_comparison


def find(
    name: Annotated[str, typer.Argument(help="Any spelling, any script.", show_default=False)],
    born: Annotated[str, typer.Option(help="Birth date as EDTF: 1990, 1990-04, 1990-04-12.")] = "",
    place: Annotated[str, typer.Option(help="Town or region.")] = "",
    username: As = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Search the register; exit 1 where nobody is found. The search is recorded in the audit log."""
    actor = acting(username)
    from tidings.register import deeds  # noqa: PLC0415 -- only after setup

    result = deeds.search(actor=actor, key=fresh_key(), moment=now(), text=name, born=born, place=place)
    if as_json:
        print_json(
            [
                {
                    "number": hit.number,
                    "name": hit.name,
                    "probability": round(hit.probability, 4),
                    "answer": hit.status.answer,
                }
                for hit in result.hits
            ]
        )
    elif result.hits:
        rows = [(hit.number, hit.name, f"{hit.probability:.2f}", hit.reports) for hit in result.hits]
        print_table(f"{len(rows)} of {result.persons} people", ("number", "name", "probability", "reports"), rows)
    else:
        say(f"Nobody found among {result.persons} people.")
    if not result.hits:
        raise typer.Exit(1)


def compare(
    left: Annotated[int, typer.Argument(help="Number of a report.", show_default=False)],
    right: Annotated[int, typer.Argument(help="Number of another report.", show_default=False)],
    language: Language = "en",
    username: As = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Compare two reports of the register: weights per field, reasons in words. The audit log says who looked."""
    actor = acting(username)
    from tidings.register import deeds  # noqa: PLC0415 -- only after setup

    found = deeds.compare_reports(actor=actor, key=fresh_key(), moment=now(), left=left, right=right)
    if as_json:
        print_json(comparison_json(found, language))
    else:
        say_comparison(found, language)


COMMANDS: Final = {"find": find, "compare": compare}
