"""The schemes of romanisation as a table, each with what it costs to be met: part of tools/tables.py."""

import json
from pathlib import Path

# Bits by which a scheme is met more seldom than the commonest; judged by where each is used (passports, press).
COMMON_SCHEMES = {
    "icao_doc_9303": 0, "press": 0, "UkrainianKMU": 0, "ukrainian_press": 1, "wikipedia": 1, "mvd_782": 1,
    "bgn_pcgn": 2, "press_short": 2, "UkrainianPassport2007": 2, "UkrainianNational1996": 2,
    "UkrainianSimple": 3, "gost_52535": 3, "telegram": 3, "mosmetro": 3,
    "german_press": 4, "polish_press": 4, "mvd_310_fr": 4, "hungarian_press": 5,
}  # fmt: skip
RARE_SCHEME = 6
CYRILLIC_YO, LATIN_YO = "ё", "ë"  # some schemes leave the letter as it is


def romanisations(file: Path) -> str:
    """Build romanise.tsv: scheme, language, cost, context, letters, Latin."""
    contexts = {
        "mapping": "plain",
        "first": "first",
        "prev_mapping": "prev",
        "next_mapping": "next",
        "ending_mapping": "end",
    }
    lines = []
    for name, scheme in sorted(json.loads(file.read_text(encoding="utf-8")).items()):
        cost = COMMON_SCHEMES.get(name, RARE_SCHEME)
        if unwritten := scheme.get("delete"):
            scheme["mapping"] |= dict.fromkeys(unwritten, "")
        for source_key, context in {**contexts, "special": "pair"}.items():
            for letters, latin in sorted(scheme.get(source_key, {}).items()):
                # iuliia writes a letter that opens a word as a `prev` of one letter.
                own = "first" if context == "prev" and len(letters) == 1 else context
                lines.append(
                    f"{name}\t{scheme['language']}\t{cost}\t{own}\t{letters}\t{latin.replace(CYRILLIC_YO, LATIN_YO)}\n"
                )
    return "".join(lines)
