import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.intake import Asked, Reading, read_content
from tidings.kernel.dates import PartialDate
from tidings.kernel.errors import BadInput

HEADER = "record_id,name,birth_date,sex,event,event_date,phone\n"


def read(text, name="t.csv", **said):
    return read_content(text.encode(), Asked(name, **said))


def one_held(row, header=HEADER, good=",Шевчук Іван,1990,ч,зник,2022,1\n"):
    reading = read(header + good + row)
    assert len(reading.reports) == 1, "the rest is taken"
    (held,) = reading.held
    return held.line, held.field, held.problem


@pytest.mark.parametrize(
    ("row", "field", "problem"),
    [
        (",Бойко Олег,31.02.1996,,,,\n", "birth_date", "“31.02.1996” is no date"),
        (",Бойко Олег,#ССЫЛКА!,,,,\n", "birth_date", "the spreadsheet shows an error (#ССЫЛКА!)"),
        (",Бойко Олег,#REF!,,,,\n", "birth_date", "the spreadsheet shows an error (#REF!)"),
        (",Бойко Олег,,,#DIV/0!,,\n", "event", "the spreadsheet shows an error (#DIV/0!)"),
        (",Мельник Петро та Ткач Ігор,,,,,\n", "name", "two people in one cell"),
        (',"Мельник Петро, Ткач Ігор",,,,,\n', "name", "two people in one cell"),
        (',"Мельник Петро\nТкач Ігор",,,,,\n', "name", "two people in one cell"),
        (",Бойко Олег,,х,,,\n", "sex", "“х” is not known"),
        (",Бойко Олег,,,полетів,,\n", "event", "“полетів” is not known"),
        (",Бой\0ко,,,,,\n", "name", "a NUL byte, which is no text"),
        (",Всього: 25,,,,,\n", "name", "a sum, not a person"),
        ("7,,,,,,\n", "", "it says nothing of a person"),
        (",Бойко Олег,,,,,,лишнее\n", "", "more cells than the header has columns"),
        (',Бойко Олег,"1990,,,,\n', "", "a quotation mark opens a cell and is never closed"),
        (",Бойко Ол", "", "the file ends in the middle of this row"),
    ],
)
def test_a_bad_row_is_held_with_its_reason_and_the_rest_is_taken(row, field, problem):
    assert one_held(row) == (3, field, problem)


def test_a_huge_cell_is_held_and_bounded():
    reading = read(HEADER + f",Бойко Олег,,,,,{'x' * 200_000}\n,Шевчук Іван,,,,,\n")
    (held,) = reading.held
    assert (held.field, held.problem) == ("phone", "200000 letters in one cell, 100000 at most")
    assert max(len(cell) for _, cell in held.row) == 100_000
    assert len(reading.reports) == 1


@pytest.mark.parametrize(
    "name", ["Заборін Сергій / Zaborin Sergey", "Сидоренко-Петренко Олег", "Бойко Олег і мати", "ван дер Берг, Ян"]
)
def test_one_person_is_not_two(name):
    assert len(read(f'name\n"{name}"\n').reports) == 1


def test_a_held_row_is_kept_whole():
    (held,) = read(HEADER + "7,Бойко Олег,31.02.1996,ч,,,093\n").held
    assert held.row == (
        ("record_id", "7"),
        ("name", "Бойко Олег"),
        ("birth_date", "31.02.1996"),
        ("sex", "ч"),
        ("phone", "093"),
    )
    assert held.advice == "Write it as 1990-04-12, 1990-04 or 1990, or leave it empty"


def test_a_doubled_record_id_is_held():
    reading = read("record_id,name\n1,А Б\n2,В Г\n1,Д Е\n")
    assert [report.name for report in reading.reports] == ["А Б", "В Г"]
    assert [(held.line, held.field, held.problem) for held in reading.held] == [
        (4, "record_id", "“1” stands already on line 2")
    ]


def test_identical_rows_are_told_apart_and_the_same_on_each_reading():
    text = "name,event\nА Б,зник\nА Б,зник\nВ Г,зник\n"
    first, again = (tuple(report.identity() for report in read(text).reports) for _ in range(2))
    assert (len(set(first)), first) == (3, again)


@given(st.permutations(["А Б,зник,1", "А Б,зник,1", "В Г,,2", "Д Е,полон,", ",полон,x"]))
def test_the_order_of_rows_changes_no_identity(rows):
    identities = {report.identity() for report in read("name,event,note\n" + "\n".join(rows) + "\n").reports}
    assert identities == {
        r.identity() for r in read("name,event,note\nА Б,зник,1\nА Б,зник,1\nВ Г,,2\nД Е,полон,\n,полон,x\n").reports
    }


def test_unknown_columns_are_kept_and_said():
    reading = read(HEADER + ",Шевчук Іван,,,,,093\n")
    assert reading.reports[0].extra == (("phone", "093"),)
    assert reading.warnings == ("The column “phone” is not known; it was kept with each report",)


def test_a_repeated_header_is_passed_over():
    reading = read("name,sex\nА Б,ч\nname,sex\nВ Г,ж\n")
    assert [report.name for report in reading.reports] == ["А Б", "В Г"]
    assert reading.warnings == ("Line 3 repeats the header and was passed over",)


def test_day_numbers_of_a_spreadsheet_are_dates_and_said():
    reading = read("name,event_date\nА Б,44652\n")
    assert reading.reports[0].event_date == PartialDate("2022-04-01")
    assert reading.warnings == ("1 day numbers of a spreadsheet (such as 44652) were read as dates",)


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "\0\0\0"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(BadInput, match=r"t\.csv: it is empty"):
        read(text)


def test_a_header_alone_is_said():
    assert read("name,sex\n").warnings == ("No row stands below the header",)


def test_who_says_it_and_when_is_given_to_each_report():
    (report,) = read("name,age\nА Б,19\n", source="A list", as_of=PartialDate("2022-04-01").exact).reports
    assert (report.source, report.as_of.isoformat()) == ("A list", "2022-04-01")


@pytest.mark.parametrize(("language", "heard"), [("", "uk"), ("ru", "ru")])
def test_the_language_is_found_or_given(language, heard):
    assert read("name,text\nА Б,Зник безвісти під Ізюмом\n", language=language).language == heard


@given(st.text(alphabet='name,sex;\n\r"\t|0 1#чж\0ї\x85', max_size=120))
def test_no_table_breaks_it(text):
    try:
        reading = read("name,sex,birth_date\n" + text)
    except BadInput:
        return
    assert isinstance(reading, Reading)


def test_a_table_of_tracing_requests_reads(shared):
    reading = read_content((shared / "data/first_light/requests.csv").read_bytes(), Asked("requests.csv"))
    assert (len(reading.reports), reading.held, reading.warnings, reading.language) == (8, (), (), "ru")
    assert [r.relatives[0].relation for r in reading.reports] == [
        *("partner", "mother", "sister", "friend", "neighbour", "mother", "wife", "father")
    ]
    last = reading.reports[-1]
    assert (last.record_id, last.age, last.as_of.isoformat(), last.event_date) == (
        "q8",
        (19, 19),
        "2022-04-01",
        PartialDate("2022-03"),
    )


def test_the_sample_of_the_linkage_reads_whole(shared):
    path = shared / "data/linkage_sample/records.csv"
    reading = read_content(path.read_bytes(), Asked("records.csv"))
    assert (len(reading.reports) + len(reading.held), reading.held) == (path.read_text().count("\n") - 1, ())
