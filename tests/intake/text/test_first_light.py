"""The two articles of first light, read at run time from ../shared: no name of the real one stands here."""

import json
from datetime import date

import pytest

from tidings.intake.text import read_text
from tidings.reports import Report


def read(path, as_of=None) -> tuple[Report, ...]:
    return read_text(path.read_text(encoding="utf-8"), language="en", as_of=as_of, source="article")


def lines_of(reports, names) -> list[Report]:
    """The lines of the person one of whose full spellings is among the names."""
    full = [name for name in names if name]
    return [r for r in reports if r.role == "subject" and {r.name, *r.name_alternatives} & set(full)]


def kinds(lines) -> set[str]:
    return {line.event for line in lines}


@pytest.fixture(scope="module")
def light(shared):
    return json.loads((shared / "data/first_light/expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(shared):
    return read(shared / "article.txt")


def test_every_named_person_who_is_traced_is_found_with_all_events(light, article):
    for subject in light["subjects"]:
        if subject["names"][0]:
            lines = lines_of(article, subject["names"][:1])
            assert {kind for kind, _ in subject["events"]} <= kinds(lines), subject["names"]
            assert len({line.subject for line in lines}) == 1


def test_sons_without_names_are_traced_through_their_mothers(light, article):
    unnamed = [r for r in article if r.role == "subject" and not r.name]
    persons = {r.subject: kinds([o for o in unnamed if o.subject == r.subject]) for r in unnamed}
    assert len(persons) == 2
    assert any({"captured", "held"} <= events for events in persons.values())
    assert any("exchanged" in events for events in persons.values())
    mother = light["subjects"][2]["relatives"][0][1]
    assert any(("mother", mother) in {(k.relation, k.name) for k in r.relatives} for r in unnamed)


def test_nobody_else_is_traced(light, article):
    named = {name for subject in light["subjects"] for name in subject["names"] if name}
    assert {r.name for r in article if r.role == "subject" and r.name} <= named
    for role, names in light["not_subjects"].items():
        for name in names:
            assert {r.role for r in article if r.name == name} == {role}, name


def test_relatives_are_told(light, article):
    for subject in light["subjects"]:
        if subject["names"][0]:
            told = {(k.relation, k.name) for k in lines_of(article, subject["names"][:1])[0].relatives}
            assert {tuple(pair) for pair in subject.get("relatives", ())} <= told


def test_mother_and_son_are_two_and_two_spellings_are_one(light, article):
    for left, right in light["never_one_person"]:
        assert not any({left, right} <= {r.name, *r.name_alternatives} for r in article)
    joined = next(s for s in light["subjects"] if s.get("same_person"))
    line = lines_of(article, joined["names"][:1])[0]
    assert set(joined["names"]) <= {line.name, *line.name_alternatives}


def test_months_without_a_year_stay_so_and_hedges_and_hearsay_are_kept(light, article):
    exchanged = next(r for r in lines_of(article, light["subjects"][0]["names"]) if r.event == "exchanged")
    assert exchanged.event_date.edtf == "XXXX-10"
    lines = lines_of(article, light["subjects"][1]["names"])
    missing = next(r for r in lines if r.event == "missing")
    assert missing.event_date.edtf == "XXXX-03"
    assert "Kharkiv region" in missing.event_place
    assert {r.directness for r in lines if r.event == "held"} == {0, 1}
    hedged = next(r for r in lines_of(article, light["subjects"][5]["names"]) if r.event == "exchanged")
    assert hedged.certainty == "apparently"


def test_with_its_day_given_last_march_has_a_year(shared, light):
    reports = read(shared / "article.txt", date(2023, 3, 31))
    missing = next(r for r in lines_of(reports, light["subjects"][1]["names"]) if r.event == "missing")
    assert missing.event_date.edtf == "2022-03"
    assert missing.event_date.inferred


def test_every_line_shows_its_passage_in_the_original(shared, article):
    original = (shared / "article.txt").read_text(encoding="utf-8")
    for line in article:
        if line.span is not None:
            assert line.text == " ".join(original[slice(*line.span)].split())
    assert not any("Previous article" in line.text for line in article)


@pytest.fixture(scope="module")
def second(shared):
    return read(shared / "data/first_light/second.txt")


def test_the_second_article_is_read_whole(shared, second):
    expected = json.loads((shared / "data/first_light/second.expected.json").read_text(encoding="utf-8"))
    assert len({r.subject for r in second if r.role == "subject"}) == len(expected["subjects"])
    for subject in expected["subjects"]:
        lines = lines_of(second, subject["names"][:1])
        assert {kind for kind, *_ in subject["events"]} <= kinds(lines)
        told = {(k.relation, k.name) for k in lines[0].relatives}
        assert {tuple(pair) for pair in subject["relatives"]} <= told
        for name in subject["names"][1:]:
            assert any(name in form for line in second for form in (line.name, *line.name_alternatives)), name


def test_the_second_article_has_its_dates_places_and_directness(second):
    told = {(r.name, r.event, str(r.event_date), r.event_place, r.directness) for r in second if r.role == "subject"}
    assert {
        ("Roman Oleksiuk", "missing", "2023-11-02", "Avdiivka", 0),
        ("Roman Oleksiuk", "held", "2024-01", "", 1),
        ("Roman Oleksiuk", "seen_alive", "2024-01-19", "", 0),
        ("Ivan Ferents", "held", "2023-12", "", 0),
        ("Ivan Ferents", "hospitalised", "2024-01", "", 0),
        ("Vasyl Hrytsiuk", "body_found", "2024-03-01", "", 0),
    } <= told


def test_the_second_article_has_its_details_roles_and_figures(second):
    roman = lines_of(second, ["Roman Oleksiuk"])[0]
    assert (roman.rank, roman.age, roman.as_of) == ("Senior Sergeant", (34, 34), date(2024, 3, 12))
    ivan = lines_of(second, ["Ivan Ferents"])[0]
    assert (ivan.birth_date.edtf, ivan.residence) == ("1999", "Khotyn")
    roles = {r.name: r.role for r in second if r.role in ("relative", "official")}
    assert roles == {
        "Mariia Oleksiuk": "relative",
        "Stepan Ferents": "relative",
        "Iryna": "relative",
        "Olena Marchenko": "official",
    }
    assert [r.text for r in second if r.role == "witness"] != []
    assert [(r.low, r.high) for r in second if r.kind == "claim"] == [(212, 212), (57, None), (1400, 1400)]


def test_the_spelling_of_the_channel_is_joined_to_the_brother(second):
    assert "Olexyuk" in lines_of(second, ["Roman Oleksiuk"])[0].name_alternatives
