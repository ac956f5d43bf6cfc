"""Terms that cannot be met together, each said as the drafts say it: found by the name the planner gives a term."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from tidings.casework.rounds.state import Scenario
from tidings.web.rounds.termwords import bounds_in_words, terms_in_words, where_in_words

TOTAL: Final = re.compile(r"totals\.(?P<side>\w+)\.(?P<end>min|max)")
LISTED: Final = re.compile(
    r"(?P<kind>ratios|quotas|must_include|exclude_pairs)\[(?P<place>\d+)\](?:\.(?P<end>min|max))?"
)


def conflict_in_words(conflict: Mapping[str, Any], scenario: Scenario | None) -> str:
    """Say one of the terms in conflict; one that is no term of the draft (an override) in the planner's own words."""
    terms: Mapping[str, Any] = scenario.terms if scenario else {}
    total, listed = TOTAL.fullmatch(conflict["term"]), LISTED.fullmatch(conflict["term"])
    if total:
        ends = terms.get("totals", {}).get(total["side"]) or [None, None]
        low, high = (ends[0], None) if total["end"] == "min" else (None, ends[1])
        return f"{where_in_words(total['side'], {})}: {bounds_in_words(low, high)}"
    if listed and int(listed["place"]) < len(terms.get(listed["kind"], ())):
        return _one_of(listed["kind"], terms[listed["kind"]][int(listed["place"])], listed["end"])
    if conflict["term"] == "groups_together":
        return _("those who stay together go together or stay")
    return str(conflict["words"])


def _one_of(kind: str, term: Any, end: str | None) -> str:  # noqa: ANN401 -- a term as JSON has it
    if kind == "quotas":
        low, high = (term.get("min"), None) if end == "min" else (None, term.get("max"))
        return f"{where_in_words(term['side'], term.get('where') or {})}: {bounds_in_words(low, high)}"
    if kind == "must_include":
        return _("%(key)s must go") % {"key": term}
    (_name, sentences), *_rest = terms_in_words({kind: [term]}, ())
    return sentences[0]
