"""How well English texts are read: subjects, roles, events, relatives, directness, spellings, figures.

    python bench/bench_intake_text.py [--set dev] [--show] [--heldout]

`--shared DIR` adds the two texts of first light. The held-out texts are scored as one number a column, and nothing of
them is ever printed. `--show` prints what was missed and what was added, for the development texts only.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tidings.intake.text import read_text
from tidings.intake.text.spelling import folded
from tidings.kernel.dates import BadDate, PartialDate, overlaps
from tidings.reports import Report
from tidings.reports.words import RELATIONS

HERE = Path(__file__).parent / "texts"
COLUMNS = (
    "subjects P",
    "subjects R",
    "others kept out",
    "roles",
    "kinds P",
    "kinds R",
    "kind+date",
    "+place",
    "relatives",
    "direct",
    "joined",
    "apart",
    "rank/age/born",
    "claims P",
    "claims R",
)
ALSO_RELATION = (
    {"wife", "widow", "spouse"},
    {"husband", "spouse"},
    {"mother", "father", "parent", "parents"},
    {"son", "daughter", "child"},
    {"partner", "fiancee", "fiance"},
)


def words(name: str | None) -> frozenset[str]:
    """Fold a name to its words."""
    return frozenset(
        folded(word.strip(".")) for word in re.split(r"[\s-]+", re.sub(r"[’‘ʼ]", "'", name or "")) if word.strip(".")
    )


def same(left: str | None, right: str | None) -> bool:
    """Say whether two names are one for scoring: the words of one are among the other's, initials allowed."""
    a, b = words(left), words(right)
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return bool(small) and all(
        any(w == o or (len(w) == 1 and o.startswith(w)) or (len(o) == 1 and w.startswith(o)) for o in large)
        for w in small
    )


@dataclass
class Score:
    """Hits and totals a column."""

    hit: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, column: str, hit: bool | int, of: int = 1) -> None:  # noqa: FBT001 -- a count of hits
        """Count hits of a number of tries."""
        self.hit[column] += int(hit)
        self.all[column] += of

    def take(self, other: "Score") -> None:
        """Add another score."""
        self.hit += other.hit
        self.all += other.all

    def cells(self) -> list[str]:
        """Return the percentages."""
        return [
            f"{100 * self.hit[c] / self.all[c]:.0f} ({self.hit[c]}/{self.all[c]})" if self.all[c] else "-"
            for c in COLUMNS
        ]


def event_of(raw: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    """Read an expected event in either of the two notations."""
    if isinstance(raw, Mapping):
        return dict(raw)
    kind, told = raw[0], raw[1] or ""
    found = re.match(r"(?:confirmed by the ICRC )?([\dX]{4}(?:-\d\d){0,2})", told)
    hop = re.search(r"directness (\d)", told)
    place = raw[2] if len(raw) > 2 else None
    return {
        "kind": kind,
        "date": found[1] if found else None,
        "place": place,
        "directness": int(hop[1]) if hop else None,
    }


def date_fits(expected: str | None, got: PartialDate | None) -> bool:
    """Say whether a date is the expected one: equal, or overlapping and no wider than three times."""
    if expected is None:
        return True
    if got is None:
        return False
    if expected == got.edtf:
        return True
    try:
        wanted = PartialDate.parse(expected)
    except BadDate:
        return False
    if "XXXX" in got.edtf or "XXXX" in expected:
        return got.edtf[:7] == expected[:7]
    return bool(overlaps(wanted, got))


def match_subjects(expected: Sequence[Mapping[str, Any]], got: Mapping[str, list[Report]]) -> list[tuple[int, str]]:
    """Pair expected subjects with found ones: by name, the unnamed by relatives and events."""
    pairs: list[tuple[int, str]] = []
    for number, subject in enumerate(expected):
        free = [key for key in got if key not in {k for _, k in pairs}]
        for key in free:
            lines = got[key]
            if fits(subject, lines[0]):
                pairs.append((number, key))
                break
    return pairs


def fits(subject: Mapping[str, Any], line: Report) -> bool:
    """Say whether a found person is the expected subject."""
    names = subject["names"]
    if names == [None] or names[0] is None:
        if line.name:
            return False
        wanted = [r[1] for r in subject.get("relatives", ()) if r[1]]
        return not wanted or any(same(w, r.name) for w in wanted for r in line.relatives)
    if not line.name:
        return False
    return any(same(n, line.name) for n in names[:1]) or any(
        same(n, other) and len(words(n)) > 1 for n in names for other in (line.name, *line.name_alternatives)
    )


def score_text(text: str, expected: Mapping[str, Any], as_of: date | None) -> Score:
    """Score one text."""
    score = Score()
    lines = read_text(text, language="en", as_of=as_of, source="bench")
    people: dict[str, list[Report]] = {}
    for line in lines:
        if line.kind == "report":
            people.setdefault(line.subject, []).append(line)
    subjects = {key: rows for key, rows in people.items() if rows[0].role == "subject"}
    pairs = match_subjects(expected["subjects"], subjects)
    score.add("subjects R", len(pairs), len(expected["subjects"]))
    score.add("subjects P", len(pairs), len(subjects))
    for number, subject in enumerate(expected["subjects"]):
        if number not in {n for n, _ in pairs}:
            score.notes.append(f"MISSED subject {subject['names']}")
    for key, rows in subjects.items():
        if key not in {k for _, k in pairs}:
            score.notes.append(f"ADDED subject {rows[0].name!r} {[r.event for r in rows]} | {rows[0].text[:90]}")
    for number, key in pairs:
        score_subject(score, expected["subjects"][number], subjects[key])
    score_roles(score, expected, people)
    score_apart(score, expected, people)
    score_claims(score, expected, [line for line in lines if line.kind == "claim"])
    return score


def score_subject(score: Score, subject: Mapping[str, Any], rows: list[Report]) -> None:
    """Score the events and details of one subject."""
    score_events(score, [event_of(raw) for raw in subject["events"]], rows)
    score_kin(score, subject, rows[0])
    score_details(score, subject, rows[0])


def score_events(score: Score, events: Sequence[Mapping[str, Any]], rows: list[Report]) -> None:
    """Score events: the kind, then date, place and directness of those found; a captivity implied is never an extra."""
    left = list(rows)
    found = 0
    for event in events:
        same_kind = [row for row in left if row.event == event["kind"]]
        fitting = [row for row in same_kind if date_fits(event.get("date"), row.event_date)] or same_kind
        score.add("kinds R", bool(fitting))
        score.add("kind+date", bool(fitting) and date_fits(event.get("date"), fitting[0].event_date))
        if not fitting:
            score.notes.append(f"MISSED event {rows[0].name}: {event}")
            continue
        found += 1
        left.remove(fitting[0])
        score_setting(score, event, fitting[0])
    extra = [row for row in left if row.event and not (row.event == "captured" and row.event_date is None)]
    score.add("kinds P", found, found + len(extra))
    score.notes.extend(f"ADDED event {row.name}: {row.event} {row.event_date} | {row.text[:110]}" for row in extra)


def score_setting(score: Score, event: Mapping[str, Any], row: Report) -> None:
    """Score date, place and directness of an event that was found."""
    if not date_fits(event.get("date"), row.event_date):
        score.notes.append(f"DATE {row.name} {event['kind']}: {event.get('date')} got {row.event_date}")
    if event.get("place"):
        there = bool(words(event["place"]) & words(row.event_place))
        score.add("+place", there)
        if not there:
            score.notes.append(f"PLACE {row.name} {event['kind']}: {event['place']} got {row.event_place!r}")
    if event.get("directness") is not None:
        score.add("direct", row.directness == event["directness"])
        if row.directness != event["directness"]:
            score.notes.append(f"DIRECT {row.name} {event['kind']}: {event['directness']} got {row.directness}")


def score_kin(score: Score, subject: Mapping[str, Any], first: Report) -> None:
    """Score relatives and spellings."""
    for relation, name in subject.get("relatives", ()):
        good = any(related(relation, r.relation) and (name is None or same(name, r.name)) for r in first.relatives)
        score.add("relatives", good)
        if not good:
            got = [(r.relation, r.name) for r in first.relatives]
            score.notes.append(f"RELATIVE {first.name}: {relation} {name} got {got}")
    for name in [n for n in subject["names"][1:] if n]:
        good = any(same(name, other) for other in (first.name, *first.name_alternatives, *first.alias))
        score.add("joined", good)
        if not good:
            score.notes.append(f"JOIN {first.name}: {name} not in {first.name_alternatives} {first.alias}")


def score_details(score: Score, subject: Mapping[str, Any], first: Report) -> None:
    """Score rank, age, birth and residence."""
    said = {
        "rank": subject.get("rank", "").lower() in first.rank.lower(),
        "age": first.age == (subject.get("age"), subject.get("age")),
        "birth_date": first.birth_date is not None and first.birth_date.edtf == subject.get("birth_date"),
        "residence": bool(words(subject.get("residence")) & words(first.residence or first.birth_place)),
    }
    for key, good in said.items():
        if subject.get(key):
            score.add("rank/age/born", good)
            if not good:
                score.notes.append(f"DETAIL {first.name} {key}: {subject[key]}")


def related(left: str, right: str) -> bool:
    """Say whether two relation words count as one."""
    left = left.replace("é", "e")
    left = left if left in RELATIONS or left == "parents" else "relative"
    return left == right or any({left, right} <= also for also in ALSO_RELATION)


def score_roles(score: Score, expected: Mapping[str, Any], people: Mapping[str, list[Report]]) -> None:
    """Score those who are no subjects."""
    subjects = [rows[0] for rows in people.values() if rows[0].role == "subject"]
    traced = [name for subject in expected["subjects"] for name in subject["names"] if name]
    for role, names in expected.get("not_subjects", {}).items():
        for name in names:
            if (
                not re.match(r"[A-Z]", name)
                or name.split()[0] in ("His", "Her", "The", "A")
                or any(same(name, other) for other in traced)
            ):
                continue
            out = not any(
                same(name, line.name) and len(words(name)) >= min(2, len(words(line.name))) for line in subjects
            )
            score.add("others kept out", out)
            lines = [rows[0] for rows in people.values() if same(name, rows[0].name)]
            good = bool(lines) and any(line.role == role for line in lines)
            score.add("roles", good)
            if not good and not (role == "other" and not lines):
                score.notes.append(f"ROLE {name}: {role} got {[line.role for line in lines]}")


def score_apart(score: Score, expected: Mapping[str, Any], people: Mapping[str, list[Report]]) -> None:
    """Score the pairs that must never be one person."""
    for left, right in expected.get("never_one_person", ()):
        good = not any(forms_hold(rows[0], left) and forms_hold(rows[0], right) for rows in people.values())
        score.add("apart", good)
        if not good:
            score.notes.append(f"JOINED {left} / {right}")


def forms_hold(line: Report, name: str) -> bool:
    """Say whether a person's spellings hold a name word for word."""
    return any(words(name) == words(form) for form in (line.name, *line.name_alternatives))


def score_claims(score: Score, expected: Mapping[str, Any], lines: Iterable[Report]) -> None:
    """Score figures by their bounds."""
    left = [(line.low, line.high, line.subject) for line in lines]
    total = len(left)
    hits = 0
    for what, low, high in expected.get("claims", ()):
        found = next((claim for claim in left if claim[:2] == (low, high)), None)
        score.add("claims R", found is not None)
        if found:
            hits += 1
            left.remove(found)
        else:
            score.notes.append(f"CLAIM {what} {low} {high}")
    if "claims" in expected:
        score.add("claims P", hits, total)
        score.notes.extend(f"ADDED claim {claim}" for claim in left)


def as_of_of(expected: Mapping[str, Any]) -> date | None:
    """Return the day an expectation gives, if it is a whole day."""
    try:
        return date.fromisoformat(expected.get("as_of") or "")
    except ValueError:
        return None


def score_set(folder: Path, *, show: bool) -> Score:
    """Score all texts of a folder."""
    total = Score()
    for path in sorted(folder.glob("*.txt")):
        expected_path = path.with_name(path.stem + ".expected.json")
        if not expected_path.exists():
            continue
        expected = json.loads(expected_path.read_text(encoding="utf-8"))
        total.take(one(path, expected, show=show))
    return total


def one(path: Path, expected: Mapping[str, Any], *, show: bool) -> Score:
    """Score one text, and print what went wrong if asked."""
    score = score_text(path.read_text(encoding="utf-8"), expected, as_of_of(expected))
    if show:
        print(f"--- {path.name}", *score.notes, sep="\n    ")
    return score


def main() -> None:
    """Score and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with article.txt and data/first_light")
    parser.add_argument("--heldout", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    rows: list[tuple[str, Score]] = []
    if given.shared:
        light = given.shared / "data" / "first_light"
        for name, path in (("expected", given.shared / "article.txt"), ("second.expected", light / "second.txt")):
            rows.append(
                (
                    name.split(".")[0].replace("expected", "first_light"),
                    one(path, json.loads((light / f"{name}.json").read_text(encoding="utf-8")), show=given.show),
                )
            )
    rows.extend(
        (name, score_set(HERE / name, show=given.show)) for name in ("dev", "dev2", "dev3") if (HERE / name).is_dir()
    )
    if given.heldout:
        rows.append(("heldout", score_set(HERE / "heldout", show=False)))
    for column, label in enumerate(COLUMNS):
        print(f"{label:16}", *(f"{name}: {score.cells()[column]:14}" for name, score in rows))


if __name__ == "__main__":
    main()
