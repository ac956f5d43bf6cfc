"""What is refused at the door: contacts that come from a surrender hotline.

Whoever calls such a line to give himself up, or whose family does, is killed if his own side reads it. A tracing
bureau has no use for the contact, so it never comes in, and nothing of the file is kept.

The rule is narrow: a file is refused where its source (as given, in its name, in a title row, or in a cell of the
columns `source` and `origin`) calls itself a surrender hotline, AND it holds ways to reach people: a column of
telephones, messengers or addresses for mail, or a telephone number or mail address in any cell.
A newspaper that writes about the hotline is not refused; a list of people it passes on without contacts is not either.
"""

import re
from collections.abc import Iterable
from typing import ClassVar, Final

from tidings.kernel.errors import BadInput

_HOTLINE: Final = re.compile(
    r"surrender\s+(?:hot\s?line|line|chat|bot|calls?)|(?:hot\s?line|line)\s+(?:for|of)\s+surrender|i\s+want\s+to\s+live"
    r"|(?<!не )хоч[уе]\s+жит[ьи]|hochu\s+zhit"
    r"|(?:лин\w+|лінії|лінія|лінію|бот|чат)\s+(?:по\s+|для\s+|з\s+)?(?:сдач|здач)\w*(?:\s+\w+)?\s+(?:в|у)\s+(?:плен|полон)"
    r"|(?:сдач|здач)\w*\s+(?:в|у)\s+(?:плен|полон)\w*[\s:,–-]+(?:горяч|гаряч|телефон|лин|лін|бот)",
    re.IGNORECASE,
)
_CONTACT_COLUMN: Final = re.compile(
    r"\b(?:phone|telephone|tel|mobile|cell|contacts?|telegram|viber|whatsapp|signal|e-?mail|messenger)\b"
    r"|телефон|\bтел\b|контакт|телеграм|вайбер|ватсап|вотсап|пошта|почта|месенджер|мессенджер|зв'язок|связь",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    r"(?<![\d-])\+?\d(?:[ ()-]{0,3}\d){9,13}(?![\d-])|[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}|\B@\w{5,32}"
)


class HotlineRefused(BadInput):
    """A file with contacts of a surrender hotline: nothing of it is kept."""

    code: ClassVar[str] = "intake.surrender_hotline"


def says_surrender_hotline(words: str) -> bool:
    """Tell whether the name of a source says it is a surrender hotline, in English, Russian or Ukrainian."""
    return (
        _HOTLINE.search(" ".join(words[:2000].replace("_", " ").replace("«", " ").replace("»", " ").split()))
        is not None
    )


def refuse_contacts(*, file: str, named: Iterable[str], columns: Iterable[str], cells: Iterable[str]) -> None:
    """Refuse a file that holds contacts of a surrender hotline.

    Args:
        file: its name as the person knows it.
        named: everything that names its source.
        columns: its column names.
        cells: what its cells hold; read only where a source is such a line.

    Raises:
        HotlineRefused: it does.
    """
    if not any(says_surrender_hotline(words) for words in dict.fromkeys(named)):
        return
    if any(_CONTACT_COLUMN.search(column) for column in columns) or any(_CONTACT.search(cell) for cell in cells):
        raise HotlineRefused(
            file=file,
            line=None,
            field=None,
            problem="it holds contacts of a surrender hotline, which are not taken: they could kill the caller",
            advice="Nothing of it was kept. Delete your copy, and send on only reports without ways to reach anyone",
        )
