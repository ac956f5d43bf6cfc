"""The same way in a real browser: a family asks, a caseworker takes and decides, the family reads — in three languages."""

import os
import re
from pathlib import Path

import pytest

from tidings.rehearsal import ARTICLE

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
    pytest.mark.django_db(transaction=True),
]
ANSWERS = {
    "en": ("Nothing known yet", "Probably captive"),
    "uk": ("Поки що нічого не відомо", "Імовірно, у полоні"),
    "ru": ("Пока ничего не известно", "Вероятно, в плену"),
}
LEAVE_FIELD = "Escape"


@pytest.fixture
def shots(tmp_path):
    """Where screenshots go: a folder of this test, or the one TIDINGS_SCREENSHOTS names."""
    folder = Path(os.environ.get("TIDINGS_SCREENSHOTS", tmp_path / "screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def speak(page, language):
    """Switch the page's language, unless it is the one shown."""
    button = page.locator(f".langs [value={language}]")
    if button.count():
        button.first.click()
        page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language


def ask(page, address, language, shots):
    """Send a tracing request as a family; return its number and code."""
    page.goto(f"{address}/ask/")
    speak(page, language)
    page.screenshot(path=shots / f"ask-{language}.png", full_page=True)
    page.fill("#id_surname", "Заозёрнов")
    page.fill("#id_given", "Евгений")
    page.fill("#id_other", "Женя")
    page.click("main .btn-main")
    page.fill("#id_birth_year", "1998")
    page.fill("#id_last_month", "3")
    page.fill("#id_last_year", "2024")
    page.check("input[name=sex][value=m]")
    page.click("main .btn-main")
    page.fill("#id_enquirer", "Дарья")
    page.locator("[name=relation]").first.select_option("sister")
    page.check("input[name=way][value=none]")
    page.check("input[name=consent]")
    page.screenshot(path=shots / f"contact-{language}.png", full_page=True)
    page.click("main .btn-main")
    number, code = page.locator(".ref-no").all_inner_texts()
    return number, code


def read_answer(page, address, language, number, code):
    """Sign in as the family and return the heading of the answer."""
    page.goto(f"{address}/answer/sign-in/")
    speak(page, language)
    page.fill("#id_number", number)
    page.fill("#id_code", code)
    page.click("main .btn-main")
    page.wait_for_load_state()
    return page.locator("main h1").inner_text()


def take_article(page, address, desk, language, shots):
    """Sign in at the desk, drop the article in, look at what was understood, and take it by keyboard."""
    page.goto(f"{address}/sign-in/")
    page.fill("#username", "olena")
    page.fill("#password", desk.password)
    page.click("main .btn-main")
    speak(page, language)
    page.fill("#text", ARTICLE)
    page.fill("#source", "Regional weekly")
    page.fill("#as_of", "2024-11-14")
    page.click("form:has(#text) .btn-main")
    page.wait_for_selector("mark")
    page.screenshot(path=shots / f"taking-{language}.png", full_page=True)
    page.keyboard.press("t")
    page.wait_for_selector(".note-ok")


def decide_same(page, address, language, shots):
    """Review the first proposal, which is the one that touches a family, and say the same, by keyboard."""
    page.goto(f"{address}/review/")
    page.keyboard.press("r")
    page.wait_for_selector("form.decide")
    assert "Zaozyornov" in page.locator("main").inner_text()
    page.screenshot(path=shots / f"review-{language}.png", full_page=True)
    page.fill("#why", "Same name, same sister, same month")
    page.keyboard.press(LEAVE_FIELD)
    page.keyboard.press("s")
    page.wait_for_selector("[data-decided]")


@pytest.mark.parametrize("language", list(ANSWERS))
def test_a_family_asks_a_caseworker_decides_and_the_family_reads(live_server, new_context, desk, language, shots):
    before, after = ANSWERS[language]
    family = new_context(viewport={"width": 360, "height": 780}).new_page()
    staff = new_context(viewport={"width": 1280, "height": 900}).new_page()
    complaints = []
    for page in (family, staff):
        page.set_default_timeout(15_000)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    number, code = ask(family, live_server.url, language, shots)
    assert read_answer(family, live_server.url, language, number, code) == before
    family.screenshot(path=shots / f"answer-1-{language}.png", full_page=True)

    take_article(staff, live_server.url, desk, language, shots)
    family.reload()
    assert family.locator("main h1").inner_text() == before
    decide_same(staff, live_server.url, language, shots)

    family.reload()
    assert family.locator("main h1").inner_text() == after
    family.screenshot(path=shots / f"answer-3-{language}.png", full_page=True)
    told = family.locator("body").inner_text()
    assert re.findall(r"%|Zaozyornov|Regional weekly", told) == []
    assert family.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
