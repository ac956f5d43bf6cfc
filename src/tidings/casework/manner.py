"""Words that tell how somebody came into captivity. They endanger him on his return, so they are refused at the door.

Only plain phrases are known here; a person reads everything else. "Сдался" alone is refused in Russian, "здався" in
Ukrainian only with captivity beside it, because alone it means "he seemed".
"""

import re
from typing import Final

_TOLD: Final = re.compile(
    r"\bsurrender(?:ed|s|ing)?\b|\b(?:gave|giv(?:es?|ing|en)) (?:him|her|them)sel(?:f|ves) up\b|\bdefect(?:ed|or|s)\b"
    r"|\b(?:laid|lay|put) down (?:his|her|their|the)? ?(?:arms|weapons?)\b|\bi want to live\b"
    r"|\bсдал(?:ся|ась|ись)\b|\bсда(?:ться|ваться|ётся|ется) в плен\b|\bдобровольно\b.{0,30}\bплен\b"
    r"|\bсложил[аи]? оружие\b|\bхочу жить\b|\bперебежчик"
    r"|\b(?:здав|здал)(?:ся|ась|ась|ись|ися)\b.{0,20}\b(?:полон|полону|полонен)\b|\bдобровільно\b.{0,30}\bполон"
    r"|\bсклав(?:ши)? зброю\b|\bсклал[аи] зброю\b|\bхочу жити\b|\bперебіжчик",
    re.IGNORECASE | re.DOTALL,
)


def tells_manner(text: str) -> bool:
    """Whether a text says, in plain words, how somebody was captured or gave himself up."""
    return _TOLD.search(text) is not None
