"""An exchange round in a real browser without any script: from an empty round to a plan signed by two, on a telephone."""

import os
from pathlib import Path

import pytest

from tidings.accounts import Role, staff
from tidings.kernel.dates import PartialDate
from tidings.reports import Report

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
PASSWORD = "a long invented password"
THEIRS = "key,name,rank,captured,medical,consent\nB-1,Осинцев Илья,enlisted,2025-03-01,none,yes\n"
PROVEN = {"en": "proven best", "uk": "доведено, що найкращий", "ru": "доказано, что лучший"}


@pytest.fixture
def captive(journey):
    """Somebody known to be captive, on the own side's list; and two negotiators of the bureau."""
    from tidings.intake import Reading
    from tidings.register import deeds, queries
    from tidings.register.results import SourceGiven

    said = Report(name="Криничар Данило", sex="m", rank="солдат", event="captured", event_date=PartialDate("2025-03"))
    desk = journey.desk
    deeds.take(
        **journey.ground(desk.olena),
        content=b"one",
        filename="one.csv",
        source=SourceGiven("Hotline", "hotline", "B", ""),
        reading=Reading(reports=(said,)),
        accept=True,
    )
    number = queries.unlisted(actor=desk.olena).lines[0].number
    since = PartialDate("2026-10-01").earliest
    deeds.add_listing(**journey.ground(desk.olena), person=number, kept_by="own", since=since, proof="Letter 7")
    for name in ("hanna", "mark"):
        staff.enrol(
            bureau_id=desk.bureau_id, username=name, display_name=name.title(), role=Role.NEGOTIATOR, password=PASSWORD
        )
    return number


def signed_in(context, address, name, language):
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{address}/sign-in/")
    page.fill("#username", name)
    page.fill("#password", PASSWORD)
    page.click("main .btn-main")
    button = page.locator(f".langs [value={language}]")
    if button.count():
        button.first.click()
    return page


def go(page, tab):
    page.locator(".tabs a").nth(tab).click()


def send(page, action):
    page.locator(f"form[action$='{action}'] button").first.click()


@pytest.mark.parametrize("language", list(PROVEN))
def test_a_round_goes_from_nothing_to_two_signatures_without_script(
    live_server, new_context, captive, language, tmp_path
):
    shots = Path(os.environ.get("TIDINGS_SCREENSHOTS", tmp_path))
    theirs = tmp_path / "theirs.csv"
    theirs.write_text(THEIRS, encoding="utf-8")
    phone = {"viewport": {"width": 360, "height": 780}, "java_script_enabled": False}
    hanna = signed_in(new_context(**phone), live_server.url, "hanna", language)
    hanna.fill("#name", "2026-11")
    hanna.locator("main .btn-main").last.click()

    go(hanna, 6)
    hanna.fill("#username", "mark")
    send(hanna, "/members/admit/")
    go(hanna, 1)
    send(hanna, "/lists/draw/")
    hanna.set_input_files("#files", theirs)
    send(hanna, "/lists/give/")
    go(hanna, 2)
    hanna.fill("#name", "ours")
    hanna.fill("[name=high_A]", "1")
    hanna.fill("[name=high_B]", "1")
    send(hanna, "/terms/keep/")
    go(hanna, 3)
    hanna.locator("main .btn-main").click()
    assert PROVEN[language] in hanna.locator("main").inner_text()
    send(hanna, "/sign/")

    mark = signed_in(new_context(**phone), live_server.url, "mark", language)
    mark.locator("main table a").first.click()
    send(mark, "/sign/")
    assert captive in mark.locator("main").inner_text()
    for tab in range(7):
        go(mark, tab)
        mark.screenshot(path=shots / f"round-{tab}-{language}.png", full_page=True)
        wide = [one for one in mark.locator("main > *").all() if (one.bounding_box() or {"width": 0})["width"] > 360]
        assert wide == [], tab
    with mark.expect_download() as paper:
        go(mark, 3)
        mark.locator("main table a").first.click()
        mark.locator("a[href$='list.pdf']").click()
    assert Path(paper.value.path()).read_bytes()[:5] == b"%PDF-"
