"""What comes in through the browser, and what is done with it."""

from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile

from tidings.casework import queries as casework
from tidings.register import queries

FORM = {"source": "Weekly", "kind": "newspaper", "reliability": "C", "origin": "", "key": "inbox-key-1"}


def state(office, taken):
    return [report.state for report in office.reports(taken)]


def test_a_pasted_text_is_read_and_shown_before_it_is_taken(olena):
    answer = olena.post("/inbox/", FORM | {"text": "Ivan Petrenkov was captured in Bakhmut in May 2023."})
    page = olena.get(answer.headers["Location"]).content.decode()
    assert "captured" in page
    assert "was captured in Bakhmut" in page
    assert "to look at" in page


def test_a_file_is_read_whatever_its_encoding(olena):
    rows = "ПІБ;Дата народження\nДрімлюга Остап;11.04.1997\n".encode("cp1251")
    answer = olena.post("/inbox/", FORM | {"files": SimpleUploadedFile("spysok.csv", rows)})
    assert "Дрімлюга Остап" in olena.get(answer.headers["Location"]).content.decode()


def test_warnings_that_quote_a_row_are_sealed_in_the_session_and_shown_once(olena):
    rows = "name;Канарейко Ганна\nДрімлюга Остап;1\n".encode()
    address = olena.post("/inbox/", FORM | {"files": SimpleUploadedFile("list.csv", rows)}).headers["Location"]
    stored = str([session.get_decoded() for session in Session.objects.all()])
    assert ("warnings" in stored, "Канарейко" in stored) == (True, False)
    warned = [olena.get(address).context["warnings"] for _ in range(2)]
    assert warned == [("The column “Канарейко Ганна” is not known; it was kept with each report",), ()]


def test_the_same_form_sent_twice_takes_once(olena):
    sent = FORM | {"text": "Ivan Petrenkov was captured in Bakhmut in May 2023."}
    first, second = olena.post("/inbox/", sent), olena.post("/inbox/", sent)
    assert first.headers["Location"] == second.headers["Location"]


def test_nothing_dropped_in_is_a_mistake_that_loses_no_word(olena):
    answer = olena.post("/inbox/", FORM | {"origin": "the clip of May"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose a file or paste a text." in page
    assert 'value="the clip of May"' in page
    assert "<title>Mistake:" in page


def test_a_broken_file_is_answered_with_its_reason(olena):
    answer = olena.post("/inbox/", FORM | {"files": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")})
    assert answer.status_code == 422
    assert "a.pdf" in answer.content.decode()


def test_ticked_reports_are_taken_and_the_others_wait(olena, filled):
    first = filled.reports(filled.article)[0]
    url = f"/inbox/{filled.article.taking_id}/settle/"
    assert olena.post(url, {"do": "take", "report": [first.report_id], "key": "settle-1"}).status_code == 303
    states = {report.report_id: report.state for report in filled.reports(filled.article)}
    assert states.pop(first.report_id) == "accepted"
    assert set(states.values()) <= {"waiting"}


def test_refusing_wants_a_reason(olena, filled):
    chosen = [report.report_id for report in filled.reports(filled.article)]
    url = f"/inbox/{filled.article.taking_id}/settle/"
    answer = olena.post(url, {"do": "refuse", "report": chosen, "reason": " ", "key": "settle-2"})
    assert answer.status_code == 422
    assert set(state(filled, filled.article)) == {"waiting"}
    olena.post(url, {"do": "refuse", "report": chosen, "reason": "an old story", "key": "settle-3"})
    assert set(state(filled, filled.article)) == {"refused"}


def test_nothing_ticked_is_a_mistake(olena, filled):
    answer = olena.post(f"/inbox/{filled.article.taking_id}/settle/", {"do": "take", "key": "settle-4"})
    assert (answer.status_code, "Tick at least one report." in answer.content.decode()) == (422, True)


def test_waiting_reports_of_other_pages_are_taken_too(olena, filled):
    rows = "name,birth_date\n" + "".join(f"Петренко Іван {i},19{i:02}-01-01\n" for i in range(10, 80))
    long = filled.take(rows, "long.csv", "volunteer", "Archive", accept=False)
    page = olena.get(f"/inbox/{long.taking_id}/").content.decode()
    on_page = [shown.report_id for shown in filled.reports(long)[:50]]
    assert page.count('name="on_page"') == 50
    sent = {"do": "take", "report": on_page[1:], "on_page": on_page, "key": "settle-5"}
    olena.post(f"/inbox/{long.taking_id}/settle/", sent)
    states = [report.state for report in filled.reports(long)]
    assert (states[0], states[1:]) == ("waiting", ["accepted"] * 69)


def test_a_misread_report_is_mended_in_its_place(olena, filled):
    first = filled.reports(filled.article)[0]
    url = f"/inbox/{filled.article.taking_id}/mend/{first.report_id}/"
    olena.post(url, {"name": "Evgeny Zaozernov", "key": "mend-key-1"})
    reports = filled.reports(filled.article)
    assert [report.state for report in reports if report.report_id == first.report_id] == ["mended"]
    assert "Evgeny Zaozernov" in {report.report.name for report in reports if report.report}


def test_a_held_row_says_why_and_is_mended_in_its_row(olena, filled):
    url = f"/inbox/{filled.waiting.taking_id}/"
    page = olena.get(url).content.decode()
    assert "31.02.1996" in page
    held = filled.whole(filled.olena, filled.waiting.taking_id).held[0]
    wrong = olena.post(f"{url}row/{held.held_id}/", {"c:birth_date": "32.02.1996", "key": "row-key-1"})
    assert wrong.status_code == 422
    olena.post(f"{url}row/{held.held_id}/", {"c:birth_date": "1996-02", "key": "row-key-2"})
    file = filled.whole(filled.olena, filled.waiting.taking_id)
    assert (file.held, len(file.reports)) == ((), 2)


def test_the_rows_of_a_table_are_sorted_as_asked(olena, filled):
    rows = "name,birth_date\nЯремчук Іван,1990\nБондар Олег,1999\n"
    table = filled.take(rows, "sort.csv", "volunteer", "Archive", accept=False)
    page = olena.get(f"/inbox/{table.taking_id}/?sort=name").content.decode().split("<tbody>")[1]
    assert page.index("Бондар") < page.index("Яремчук")
    page = olena.get(f"/inbox/{table.taking_id}/?sort=birth").content.decode().split("<tbody>")[1]
    assert page.index("Яремчук") < page.index("Бондар")


def test_an_address_that_only_takes_forms_says_so(olena, filled):
    answer = olena.get(f"/inbox/{filled.article.taking_id}/settle/")
    assert (answer.status_code, "only takes a form" in answer.content.decode()) == (405, True)


def test_what_is_wrong_with_a_row_is_said_in_the_readers_language(filled, sign_in):
    page = sign_in("olena", "uk").get(f"/inbox/{filled.waiting.taking_id}/").content.decode()
    assert "is no date" not in page
    assert "31.02.1996" in page


def test_contacts_of_a_surrender_hotline_are_refused_and_not_even_shown_again(olena, filled):
    before = len(queries.inbox(actor=filled.olena).lines)
    sent = FORM | {"source": "Surrender hotline", "text": "name,phone\nПетренко Іван,+380441234567\n"}
    answer = olena.post("/inbox/", sent)
    assert answer.status_code == 422
    assert "380441234567" not in answer.content.decode()
    assert len(queries.inbox(actor=filled.olena).lines) == before


REQUESTS = (
    "name,birth_date,event,enquirer,relation\n"
    "Дубовик Іван,1990,missing,Дубовик Олена,sister\n"
    "Кленовий Петро,31.02.1996,missing,Кленова Ганна,mother\n"
)


def test_a_table_given_as_a_familys_becomes_requests_and_its_held_row_is_mended_into_one(olena, filled):
    table = SimpleUploadedFile("asked.csv", REQUESTS.encode())
    before = len(casework.requests(actor=filled.olena).lines)
    answer = olena.post("/inbox/", FORM | {"kind": "family", "key": "inbox-key-asked", "files": table})
    address = answer.headers["Location"]
    form = olena.get(address).context["held_page"][0]
    assert (len(casework.requests(actor=filled.olena).lines) - before, form.field) == (1, "birth_date")
    sent = {"c:birth_date": "1996-02", "key": "mend-asked-row"}
    assert olena.post(f"{address}row/{form.held_id}/", sent).status_code == 303
    assert len(casework.requests(actor=filled.olena).lines) - before == 2


def test_a_text_given_as_a_familys_is_refused_in_words_and_makes_no_report(olena, filled):
    before = queries.counts(actor=filled.olena)
    text = "Ivan Petrenkov was captured in Bakhmut in May 2023."
    answer = olena.post("/inbox/", FORM | {"kind": "family", "key": "inbox-key-told", "text": text})
    assert answer.status_code == 422
    assert "What a family tells goes into the request form" in answer.content.decode()
    assert queries.counts(actor=filled.olena) == before
