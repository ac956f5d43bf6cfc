"""`tidings find` and `tidings compare`: who is meant, and whether two reports mean one person."""

from typing import Annotated, Final

import typer

from tidings.cli.opening import As, acting, fresh_key, now
from tidings.cli.showing import AsJson, print_json, print_table, say


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
    language: Annotated[str, typer.Option(help="Language of the reasons: en, ru or uk.")] = "en",
    username: As = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Compare two reports of the register: weights per field, reasons in words. The audit log says who looked."""
    actor = acting(username)
    from tidings.register import deeds  # noqa: PLC0415 -- only after setup

    found = deeds.compare_reports(actor=actor, key=fresh_key(), moment=now(), left=left, right=right)
    if as_json:
        print_json(
            {
                "probability": round(found.probability, 6),
                "weight": round(found.weight, 3),
                "verdict": found.verdict,
                "reasons": [
                    {"feature": reason.feature, "weight": round(reason.weight, 3), "words": reason.words(language)}
                    for reason in found.reasons
                ],
            }
        )
        return
    say(f"{found.verdict}: probability {found.probability:.3f}, weight {found.weight:+.1f} bits")
    for reason in found.reasons:
        say(f"{reason.weight:+6.1f}  {reason.feature}: {reason.words(language)}")


COMMANDS: Final = {"find": find, "compare": compare}
