from datetime import date

import pytest

from tidings.kernel.dates import PartialDate
from tidings.register import deeds, queries
from tidings.register.errors import RuleRefused, Unknown
from tidings.register.searching import question_of
from tidings.reports import Relative, Report


def born(text):
    return PartialDate.parse(text)


@pytest.fixture
def man(bench):
    """One man as two sources have him, who disagree on his birth; returns his number."""
    sister = Report(
        name="Заозёрнов Евгений Павлович",
        sex="m",
        birth_date=born("1998-04-12"),
        residence="Рыбинск",
        event="missing",
        event_date=born("2026-03"),
        relatives=(Relative("sister", "Заозёрнова Дарья"),),
    )
    listed = Report(
        name="ZAOZERNOV Yevhenii P.",
        sex="m",
        birth_date=born("1999"),
        event="held",
        event_date=born("2026-04-20"),
        service_number="77",
    )
    left = bench.ids(bench.take(sister, kind="hotline"))[0]
    right = bench.ids(bench.take(listed, kind="detaining_list"))[0]
    return bench.decide(left, right).person


def test_a_file_shows_every_value_with_who_says_so_contradictions_first(bench, man):
    file = bench.file(man)
    assert [(field.field, field.contradictory) for field in file.values][:2] == [("birth_date", True), ("name", False)]
    birth = file.values[0].said
    assert [(said.value, said.source.kind) for said in birth] == [("1998-04-12", "hotline"), ("1999", "detaining_list")]
    assert [event.event for event in file.events] == ["missing", "held"]
    assert file.name == "Заозёрнов Евгений Павлович"
    assert [said.value for field in file.values if field.field == "relatives" for said in field.said] == [
        "sister: Заозёрнова Дарья"
    ]


def test_who_saw_the_file_is_read_from_the_log(bench, man):
    bench.file(man, bench.desk.bohdan)
    readers = [(reader.name, reader.deed) for reader in bench.file(man).readers]
    assert readers[:2] == [("Olena", "open_person"), ("Bohdan", "open_person")]


def test_comparing_two_reports_is_a_reading_of_both_files(bench):
    left, right = (bench.take(Report(name=name, event="held")) for name in ("Заозёрнов Евгений", "Yevgeny Zaozyornov"))
    ids = [*bench.ids(left), *bench.ids(right)]
    found = deeds.compare_reports(**bench.terms(bench.desk.bohdan), left=ids[0], right=ids[1])
    assert (found.left.report_id, found.right.report_id) == tuple(ids)
    for number in bench.numbers_of(*ids):
        assert [(reader.name, reader.deed) for reader in bench.file(number).readers][-1:] == [
            ("Bohdan", "compare_reports")
        ]


def test_a_file_opens_by_any_of_its_numbers_however_it_is_spaced(bench, man):
    file = bench.file(man)
    for number in (*file.joined, man.replace("-", ""), man.replace("-", " ")):
        assert bench.file(number).number == man


@pytest.mark.parametrize("number", ["", "0", "abc", "0000-0000-1", "９９９９"])
def test_no_number_no_file(bench, number):
    with pytest.raises(Unknown):
        bench.file(number)


def test_a_file_is_opened_for_something(bench, man):
    with pytest.raises(RuleRefused, match="opened for"):
        deeds.open_person(**bench.terms(), number=man, why=" ")


@pytest.mark.parametrize(
    "text",
    ["Заозёрнов Евгений", "Zaozernov", "Jevgenij Zaozernov 98", "заозерновъ евгений 1998", "Євген Заозьорнов"],
)
def test_he_is_found_in_every_spelling(bench, man, text):
    bench.number(Report(name="Тихомостов Глеб"))
    hits = deeds.search(**bench.terms(), text=text).hits
    assert [hit.number for hit in hits] == [man]
    assert hits[0].status.answer == 3


@pytest.mark.parametrize(
    "text", ["заозёрн евген", "заозерно евг 27 лет", "Zaozer Yevhen 1998", "евгений заоз 98", "тихом"]
)
def test_words_not_typed_to_their_end_find_whom_they_begin(bench, man, text):
    other = bench.number(Report(name="Тихомиров Глеб"))
    hits = deeds.search(**bench.terms(), text=text).hits
    assert hits[0].number == (other if text == "тихом" else man)
    assert hits[0].weight > 0


def test_a_search_by_number_finds_one_and_every_search_is_recorded(bench, man):
    assert [hit.number for hit in deeds.search(**bench.terms(), text=man).hits] == [man]
    line = queries.audit_log(actor=bench.desk.olena, number=man).lines[0]
    assert (line.deed, line.values) == ("search", (("question", f'["{man}", "", ""]'),))


@pytest.mark.parametrize(
    ("text", "name", "birth"),
    [
        ("Заозёрнов 98", "Заозёрнов", "1998"),
        ("Заозёрнов 04", "Заозёрнов", "2004"),
        ("Заозёрнов, 1971", "Заозёрнов", "1971"),
        ("Заозёрнов", "Заозёрнов", None),
        ("1998", "1998", None),
        ("Заозёрнов 123", "Заозёрнов 123", None),
    ],
)
def test_a_year_behind_a_name_is_a_birth_year(text, name, birth):
    report = question_of(text, "", "", date(2026, 11, 22)).report
    assert (report.name, report.birth_date.edtf if report.birth_date else None) == (name, birth)


@pytest.mark.parametrize("terms", [("", "", ""), ("x" * 301, "", ""), ("Имя\x00", "", ""), ("Имя", "thirteenth", ""),
                                   ("a\ud800b", "", "")])  # fmt: skip
def test_a_question_nobody_can_type_is_refused(bench, terms):
    text, when, place = terms
    with pytest.raises(RuleRefused):
        deeds.search(**bench.terms(), text=text, born=when, place=place)


@pytest.mark.parametrize("people", [1, 4])
def test_lists_ask_the_same_few_questions_however_long(bench, people, django_assert_max_num_queries):
    olena = bench.desk.olena
    for number in range(people):
        bench.take(Report(name="Заозёрнов Евгений", sex="m", unit=f"{number}"), held=[bench.held()])
    taken = bench.take(*(Report(name=f"Сельгин {'Абвг'[number]}.") for number in range(people)))
    for most, ask in (
        (5, lambda: queries.inbox(actor=olena)),
        (2, lambda: queries.waiting_reports(actor=olena, taking_id=taken.taking_id)),
        (30, lambda: deeds.open_taking(**bench.terms(), taking_id=taken.taking_id)),
        (5, lambda: queries.review_queue(actor=olena)),
        (10, lambda: queries.counts(actor=olena)),
        (13, lambda: queries.audit_log(actor=olena)),
    ):
        with django_assert_max_num_queries(most):
            ask()
    number = queries.review_queue(actor=olena).lines[0].left if people > 1 else bench.numbers(taken)[0]
    with django_assert_max_num_queries(40):
        bench.file(number)
    with django_assert_max_num_queries(35):
        deeds.search(**bench.terms(), text="Заозёрнов Евгений")


def readers(bench, number):
    return [(reader.name, reader.deed) for reader in bench.file(number).readers if reader.deed != "open_person"]


def test_what_came_in_opened_stands_in_the_file_of_everybody_the_page_showed(bench):
    table = bench.take(Report(name="Бондар Олег", sex="m"), Report(name="Ярема Іван", sex="m"))
    first, second = bench.numbers(table)
    page = deeds.open_taking(**bench.terms(), taking_id=table.taking_id, order="name", limit=1)
    assert ([one.person for one in page.reports], page.listed) == ([first], 2)
    assert (readers(bench, first), readers(bench, second)) == ([("Olena", "open_taking")], [])
    deeds.open_taking(**bench.terms(), taking_id=table.taking_id, order="name", skip=1, limit=1)
    assert (len(readers(bench, first)), len(readers(bench, second))) == (1, 1)
    lines = queries.audit_log(actor=bench.desk.olena, deed="open_taking").lines
    assert [line.subjects for line in lines] == [(second,), (first,)]


def test_a_text_is_opened_whole_and_a_joined_person_is_told_under_both_numbers(bench):
    one = Report(name="Бондар Олег", sex="m", subject="p1")
    text = bench.take(one, Report(name="Ярема Іван", sex="m", subject="p2"), text="Бондар. Ярема.")
    older = bench.number(Report(name="Бондар О.", sex="m"))
    own, other = bench.numbers(text)
    bench.decide(own, older)
    file = deeds.open_taking(**bench.terms(), taking_id=text.taking_id, limit=1)
    assert len(file.reports) == 2
    line = queries.audit_log(actor=bench.desk.olena, deed="open_taking").lines[0]
    assert set(line.subjects) >= {own, other}
    assert readers(bench, older)[0] == ("Olena", "open_taking")
