"""Packed reports: what is compared comes back as it was, and weighs the same."""

from dataclasses import fields, replace
from datetime import date

import pytest

from tidings.kernel import PartialDate
from tidings.linkage.comparison import compare_subjects
from tidings.linkage.packing import NOT_COMPARED, bare, pack, unpack
from tidings.linkage.subject import Subject, read_subject
from tidings.rehearsal import rehearse
from tidings.reports import Relative, Report, from_row

EVERYTHING = Report(
    record_id="7",
    source="Список",
    surname="Небыленко",
    given="Остап",
    patronymic="Гнатович",
    alias=("Север",),
    sex="m",
    birth_date=PartialDate("1994-03-07/1994-04", inferred=True),
    age=(25, 30),
    as_of=date(2022, 4, 1),
    birth_place="Полтава",
    residence="село, которого нет",
    nationality="Украина",
    branch="морская пехота",
    unit="35 одшбр, в/ч А1234",
    rank="старший сержант",
    service_number="АБ-123456",
    event="missing",
    event_date=PartialDate.parse("2022-03"),
    event_place="Изюм",
    marks="шрам на щеке",
    origin="канал",
    role="subject",
    relatives=(Relative("mother", "Небыленко Вера Ивановна"), Relative("brother", "")),
    name_alternatives=("Небиленко Остап",),
    directness=1,
    certainty="вроде бы",
)
UNNAMED = Report(service_number="АБ-123456")
SPELLED = Report(name="Nebylenko Ostap", birth_date=PartialDate.parse("1994"), relatives=(Relative("mother", "Vera"),))


@pytest.mark.parametrize(
    "report", [EVERYTHING, UNNAMED, SPELLED, Report(name="«”\\ '")], ids=["all", "none", "some", "odd"]
)
def test_what_is_packed_comes_back_but_for_what_is_not_compared(report):
    subject = read_subject(report)
    back = unpack(pack(subject))
    assert back.report == bare(report)
    held = {field.name for field in fields(Subject)} - {"report"}
    assert {name: getattr(back, name) for name in held} == {name: getattr(subject, name) for name in held}


@pytest.mark.parametrize("other", [UNNAMED, SPELLED, EVERYTHING], ids=["none", "some", "all"])
def test_a_packed_report_weighs_what_the_report_weighs(other):
    told = read_subject(EVERYTHING)
    plain, packed = (
        compare_subjects(told, read_subject(other)),
        compare_subjects(told, unpack(pack(read_subject(other)))),
    )
    assert (packed.weight, packed.reasons) == (plain.weight, plain.reasons)


def test_a_whole_rehearsal_comes_back():
    made = rehearse(3, 60)
    reports = [from_row(dict(row), source=table.key) for table in (*made.sources, made.requests) for row in table.rows]
    for report in reports:
        assert unpack(pack(read_subject(report))) == replace(read_subject(report), report=bare(report))


def test_no_word_of_the_text_is_kept_twice():
    assert "text" in NOT_COMPARED
    assert "how he was taken" not in pack(read_subject(Report(name="Небыленко Остап", text="how he was taken")))
