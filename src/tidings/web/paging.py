"""Pages of 50 rows, and the order of a table, kept in the address."""

from dataclasses import dataclass

from django.http import HttpRequest

SIZE = 50
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Pager:
    """Which rows of how many are shown, and where the neighbours are (empty at an end)."""

    first: int
    last: int
    total: int
    previous: str
    following: str


def page_number(request: HttpRequest) -> int:
    """Return the page asked for, counted from 1; nonsense is the first page."""
    asked = request.GET.get("page", "1")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1  # noqa: PLR2004 -- longer numbers are nonsense


def pager(request: HttpRequest, total: int, number: int) -> Pager:
    """Say what this page shows, with addresses that keep filters and order."""
    first = (number - 1) * SIZE + 1
    return Pager(
        first=min(first, total),
        last=min(first + SIZE - 1, total),
        total=total,
        previous=_address(request, number - 1) if number > 1 else "",
        following=_address(request, number + 1) if first + SIZE <= total else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    parameters = request.GET.copy()
    parameters["page"] = str(number)
    return f"?{parameters.urlencode()}"
