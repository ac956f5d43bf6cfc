import pytest
from django.core.exceptions import ObjectDoesNotExist

from tidings.intake import Reading
from tidings.kernel.errors import BadInput
from tidings.kernel.identifiers import read_number
from tidings.register import deeds, originals, queries
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.models import KeyRow, ReportRow, Taking
from tidings.register.results import SourceGiven
from tidings.register.verifying import verify_log
from tidings.reports import Report

CAPTURED = Report(name="Заозёрнов Евгений", event="captured", subject="p1", sex="m")
SEEN = Report(name="Zaozernov", event="seen_alive", subject="p1", sex="m")
MOTHER = Report(name="Заозёрнова Дарья", role="relative", subject="p2")
FIGURE = Report(kind="claim", subject="prisoners", low=80, high=90, text="some eighty men")


def again(bench, *reports, **how):
    """The same thing from the same source."""
    return bench.take(*reports, name="Weekly", kind="newspaper", **how)


def test_the_same_thing_taken_twice_is_one(bench):
    first = again(bench, CAPTURED, SEEN, MOTHER, FIGURE)
    second = again(bench, CAPTURED, SEEN, MOTHER, FIGURE)
    assert (first.new, first.known_before, first.waiting) == (4, 0, 0)
    assert (second.new, second.known_before, second.waiting) == (0, 4, 0)
    assert ReportRow.objects.seen_by(bench.desk.olena).count() == 4


def test_one_row_twice_in_one_file_is_one(bench):
    assert (again(bench, CAPTURED, CAPTURED).new, again(bench, SEEN, SEEN).known_before) == (1, 1)


def test_two_sources_saying_the_same_words_are_two_reports(bench):
    assert [bench.take(CAPTURED, name=name).new for name in ("One", "Other")] == [1, 1]


def test_two_bureaux_hold_the_same_report_each(bench):
    assert [again(bench, CAPTURED, actor=actor).new for actor in (bench.desk.olena, bench.desk.chuzhyi)] == [1, 1]


def test_lines_about_one_subject_are_one_person_and_others_get_none(bench):
    numbers = bench.numbers(again(bench, CAPTURED, SEEN, MOTHER, FIGURE))
    assert numbers[0] == numbers[1] != ""
    assert numbers[2:] == ["", ""]
    assert read_number(numbers[0]) == numbers[0]


def test_a_later_edition_joins_its_known_subject(bench):
    first = bench.numbers(again(bench, CAPTURED))[0]
    assert set(bench.numbers(again(bench, CAPTURED, SEEN))) == {first}


def test_waiting_reports_count_for_nothing_until_accepted(bench):
    taken = again(bench, CAPTURED, SEEN, accept=False)
    olena, ids = bench.desk.olena, bench.ids(taken)
    assert (taken.waiting, bench.numbers(taken), queries.counts(actor=olena).inbox) == (2, ["", ""], 1)
    assert deeds.search(**bench.terms(), text="Заозёрнов Евгений").hits == ()
    settled = deeds.accept_reports(**bench.terms(), report_ids=ids)
    assert settled.persons == (bench.numbers(taken)[0],)
    assert queries.counts(actor=olena).inbox == 0
    with pytest.raises(RuleRefused, match="accepted already"):
        deeds.accept_reports(**bench.terms(), report_ids=ids)


def test_refused_reports_stay_leave_the_queue_and_can_be_accepted_after_all(bench):
    bench.take(Report(name="Заозёрнов Евгений", event="missing", sex="m"))
    taken = again(bench, CAPTURED, accept=False)
    ids = bench.ids(taken)
    deeds.refuse_reports(**bench.terms(), report_ids=ids, reason="a hoax")
    shown = bench.whole(bench.desk.olena, taken.taking_id).reports[0]
    assert (shown.state, shown.reason, shown.person) == ("refused", "a hoax", "")
    assert KeyRow.objects.seen_by(bench.desk.olena).filter(report_id__in=ids).count() == 0
    assert queries.review_queue(actor=bench.desk.olena).total == 0
    deeds.accept_reports(**bench.terms(), report_ids=ids)
    assert queries.review_queue(actor=bench.desk.olena).total == 1


def test_refusing_the_best_report_of_a_subject_leaves_the_others_proposed(bench):
    bench.take(Report(name="Заозёрнов Евгений", event="missing", sex="m", birth_place="Рыбинск"))
    best = Report(name="Заозёрнов Евгений", event="held", subject="p1", sex="m", birth_place="Рыбинск")
    taken = again(bench, CAPTURED, best, accept=False)
    ids = bench.ids(taken)
    deeds.refuse_reports(**bench.terms(), report_ids=ids[1:], reason="a slip")
    deeds.accept_reports(**bench.terms(), report_ids=ids[:1])
    line = queries.review_queue(actor=bench.desk.olena).lines[0]
    opened = deeds.open_proposal(**bench.terms(), proposal_id=line.proposal_id)
    assert opened.comparison.right.report_id == ids[0]


def test_the_original_is_kept_by_its_hash_once(bench):
    for name in ("One", "Other"):
        deeds.take(
            **bench.terms(),
            content=b"the very bytes",
            filename="x.csv",
            source=SourceGiven(name, "channel"),
            reading=Reading(),
            accept=True,
        )
    hashes = set(Taking.objects.seen_by(bench.desk.olena).values_list("sha256", flat=True))
    assert [originals.path_of(sha256).read_bytes() for sha256 in hashes] == [b"the very bytes"]
    assert [path.name for path in originals.folder().rglob("*") if path.is_file()] == list(hashes)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (SourceGiven("", "channel"), "name"),
        (SourceGiven("X", "rumour"), "kind"),
        (SourceGiven("X", "channel", "G"), "Reliability"),
        (SourceGiven("X", "channel", "AB"), "Reliability"),
        (SourceGiven("X", "channel", ""), "Reliability"),
        (SourceGiven("Known", "icrc"), "known here"),
    ],
)
def test_a_source_is_checked_at_the_door(bench, source, problem):
    bench.take(CAPTURED, name="Known", kind="channel")
    with pytest.raises(RuleRefused, match=problem):
        deeds.take(
            **bench.terms(), content=b"x", filename="x", source=source, reading=Reading(reports=(SEEN,)), accept=True
        )


def test_too_large_a_file_is_refused_in_words(bench, settings):
    settings.UPLOAD_LIMIT = 3
    with pytest.raises(RuleRefused, match="larger"):
        bench.take(CAPTURED)


def test_a_mended_report_stands_in_the_place_of_the_misread_one(bench):
    taken = again(bench, CAPTURED, SEEN)
    ids, number = bench.ids(taken), bench.numbers(taken)[0]
    mended = deeds.mend_report(
        **bench.terms(), report_id=ids[0], changes={"name": "Заозёрнов Евгений", "birth_date": "12.04.1998"}
    )
    shown = {one.report_id: one for one in bench.whole(bench.desk.olena, taken.taking_id).reports}
    assert (shown[ids[0]].state, shown[mended.report_id].state) == ("mended", "accepted")
    assert shown[mended.report_id].report.birth_date.edtf == "1998-04-12"
    assert shown[mended.report_id].report.subject == "p1"
    file = bench.file(number)
    assert [one.report_id for one in file.reports] == [ids[1], mended.report_id]
    assert ReportRow.objects.seen_by(bench.desk.olena).get(pk=mended.report_id).mends_id == ids[0]


def test_a_mended_name_parts_two_men_an_article_joined(bench):
    joined = Report(name="Заозёрнов", event="held", subject="p1", sex="m", text="another man")
    taken = again(bench, CAPTURED, joined)
    ids, number = bench.ids(taken), bench.numbers(taken)[0]
    family = bench.number(Report(name="Заозёрнов Евгений", event="missing", sex="m"), kind="other")
    decided = bench.decide(family, number)
    assert bench.status(family).answer == 3
    mended = deeds.mend_report(**bench.terms(), report_id=ids[0], changes={"name": "Криничар Данило"})
    deeds.mend_report(**bench.terms(), report_id=ids[1], changes={"event": "seen_alive"})
    kept, parted = bench.whole(bench.desk.olena, taken.taking_id).reports[-1], mended.report_id
    own = bench.numbers_of(parted)[0]
    assert own not in {family, number}
    assert (kept.person, bench.file(own).joined) == (bench.file(number).number, ())
    assert (bench.status(family).answer, bench.status(own).answer) == (2, 3)
    assert [one.decision_id for one in bench.file(number).decisions] == [decided.decision_id]
    assert deeds.search(**bench.terms(), text="Криничар Данило").hits[0].number == own
    mends = queries.audit_log(actor=bench.desk.olena, number=number, deed="mend_report")
    assert {own, number} <= set(mends.lines[-1].subjects)
    assert bench.decide(own, number, "different").verdict == "different"
    assert verify_log().whole


def test_a_mended_name_of_a_waiting_report_parts_it_before_anybody_has_a_number(bench):
    taken = again(bench, CAPTURED, SEEN, accept=False)
    ids = bench.ids(taken)
    mended = deeds.mend_report(**bench.terms(), report_id=ids[0], changes={"name": "Криничар Данило"})
    settled = deeds.accept_reports(**bench.terms(), report_ids=[ids[1], mended.report_id])
    assert len(set(settled.persons)) == 2


def test_a_report_that_stands_alone_keeps_its_number_when_its_name_is_mended(bench):
    taken = again(bench, CAPTURED)
    number = bench.numbers(taken)[0]
    mended = deeds.mend_report(**bench.terms(), report_id=bench.ids(taken)[0], changes={"name": "Криничар Данило"})
    assert bench.numbers_of(mended.report_id) == [number]


def test_what_a_form_sends_as_it_was_is_no_change(bench):
    report_id = bench.ids(again(bench, CAPTURED))[0]
    said = {"name": "Заозёрнов Евгений", "role": "subject", "sex": "m", "age": "", "rank": "сержант"}
    deeds.mend_report(**bench.terms(), report_id=report_id, changes=said)
    line = queries.audit_log(actor=bench.desk.olena, deed="mend_report").lines[0]
    assert dict(line.values)["changes"] == '{"rank": "сержант"}'


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"birth_date": "31.02.1996"}, BadInput),
        ({"event": "vanished"}, BadInput),
        ({"shoe_size": "44"}, RuleRefused),
        ({"name": "Заозёрнов Евгений"}, RuleRefused),
        ({}, RuleRefused),
    ],
)
def test_a_poor_mend_is_refused_and_nothing_changes(bench, changes, error):
    pk = bench.ids(again(bench, CAPTURED))[0]
    with pytest.raises(error):
        deeds.mend_report(**bench.terms(), report_id=pk, changes=changes)
    assert ReportRow.objects.seen_by(bench.desk.olena).count() == 1


def test_a_sealed_report_and_a_strangers_are_not_open_to_mending(bench):
    sealed = bench.ids(bench.take(Report(name="X", handling="sealed")))[0]
    with pytest.raises(RuleRefused, match="sealed"):
        deeds.mend_report(**bench.terms(), report_id=sealed, changes={"name": "Y"})
    with pytest.raises(Unknown):
        deeds.mend_report(**bench.terms(), report_id=10_000, changes={"name": "Y"})


def test_a_held_row_is_mended_into_a_waiting_report_once(bench):
    taken = bench.take(held=[bench.held()], accept=False)
    page = bench.whole(bench.desk.olena, taken.taking_id)
    assert (taken.held, page.held[0].field, queries.counts(actor=bench.desk.olena).held) == (1, "birth_date", 1)
    held = page.held[0].held_id
    with pytest.raises(BadInput):
        deeds.mend_row(**bench.terms(), held_id=held, changes={})
    mended = deeds.mend_row(**bench.terms(), held_id=held, changes={"birth_date": "1996-02"})
    page = bench.whole(bench.desk.olena, taken.taking_id)
    assert [(one.report_id, one.state) for one in page.reports] == [(mended.report_id, "waiting")]
    assert (mended.known, page.held) == (False, ())
    with pytest.raises(Unknown):
        deeds.mend_row(**bench.terms(), held_id=held, changes={"birth_date": "1996-02"})


def test_nothing_to_accept_is_no_deed(bench):
    for wanted in ((), (10_000,)):
        with pytest.raises(Unknown):
            deeds.accept_reports(**bench.terms(), report_ids=wanted)
    with pytest.raises(ObjectDoesNotExist):
        ReportRow.objects.seen_by(bench.desk.olena).get(pk=10_000)


def test_letters_no_database_holds_are_held_and_the_rest_is_taken(bench):
    taken = bench.take(
        Report(name="Канарейко\0"), Report(name="Half \ud83d"), Report(name="Сельгин \\x00"), text="a\0b"
    )
    page = bench.whole(bench.desk.olena, taken.taking_id)
    assert (taken.new, taken.held, page.text) == (1, 2, "a\ufffdb")
    assert [held.line for held in page.held] == [1, 2]


def test_lines_of_two_originals_in_one_file_are_not_joined_by_their_labels(bench):
    one = Report(name="Ivan Hrabovenko", event="captured", text="a", subject="p1")
    same = Report(name="Ivan Hrabovenko", event="held", text="b", subject="p1")
    other = Report(name="Petro Synytsia", event="died", text="c", subject="p1")
    unnamed = [Report(event="seen_alive", text=text, subject="p1") for text in "de"]
    taken = deeds.take(
        **bench.terms(),
        content=b"lines",
        filename="reports.jsonl",
        source=SourceGiven("Paper", "newspaper", "C", ""),
        reading=Reading((one, same, other, *unnamed), kind="table"),
        accept=True,
    )
    first, second, third, *nameless = bench.numbers(taken)
    assert first == second
    assert len({first, third, *nameless}) == 4


def test_handling_is_not_changed_by_mending(bench):
    """A mended report leaves the misread one readable beside it: sealing that way would seal nothing."""
    report_id = bench.ids(bench.take(CAPTURED))[0]
    with pytest.raises(RuleRefused, match="no column"):
        deeds.mend_report(**bench.terms(), report_id=report_id, changes={"handling": "sealed", "rank": "x"})
