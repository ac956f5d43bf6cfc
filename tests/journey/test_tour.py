"""The five-minute tour of the README, step by step, in a browser against the demonstration as it is served."""

import os
import re
import socket
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
README = Path(__file__).resolve().parents[2] / "README.md"
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")]


@pytest.fixture
def served(tmp_path):
    """The demonstration on a free port: its address and what it printed before serving."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "TIDINGS_HOME": str(tmp_path / "demo"), "COLUMNS": "160", "PYTHONUNBUFFERED": "1"}
    command = [Path(sys.executable).with_name("tidings"), "demo", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        try:
            printed = list(takewhile(lambda line: not line.startswith("Serving on"), process.stdout))
            wait_for(port)
            yield f"http://127.0.0.1:{port}", "".join(printed)
        finally:
            process.terminate()


def wait_for(port):
    """Wait until the server answers."""
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=0.2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the demonstration does not serve")


@pytest.fixture
def shot(tmp_path):
    """Save what a page shows under a name: for the README where TIDINGS_SCREENSHOTS names a folder."""
    folder = Path(os.environ.get("TIDINGS_SCREENSHOTS", tmp_path))

    def save(page, name):
        page.mouse.move(0, 0)
        page.screenshot(path=folder / f"{name}.png")

    return save


def test_the_tour_of_the_readme_works(served, new_context, shot):
    address, printed = served
    family = new_context(viewport={"width": 400, "height": 760}, locale="en").new_page()
    staff = new_context(viewport={"width": 1280, "height": 860}, locale="en").new_page()

    number, code = re.search(r"family of Yevgeny Z\.\s+([\d-]+)\s+([\d ]+\d)", printed).groups()
    family.goto(f"{address}/answer/sign-in/")
    family.get_by_label("Number of the request").fill(number)
    family.get_by_label("Access code").fill(code)
    family.get_by_role("button", name="Show the answer").click()
    assert family.locator("main h1").inner_text() == "Пока ничего не известно"
    family.get_by_role("button", name="English").click()
    assert family.locator("main h1").inner_text() == "Nothing known yet"

    staff.goto(address)
    staff.get_by_label("Name you sign in with").fill("olena")
    staff.get_by_label("Password").fill("olena-rehearsal-only")
    staff.get_by_role("button", name="Sign in").click()
    shot(staff, "inbox")
    staff.get_by_role("link", name="article.txt").click()
    staff.wait_for_selector("mark")
    shot(staff, "taking")
    staff.get_by_role("button", name="Take").click()
    staff.wait_for_selector(".note-ok")

    staff.get_by_label("Find a person").fill("заозернов евгений")
    staff.get_by_role("button", name="Find").click()
    staff.get_by_role("link", name="Заозёрнов Евгений Павлович").click()
    staff.get_by_role("link", name="1 proposal open").click()
    staff.wait_for_selector("form.decide")
    shot(staff, "review")
    staff.get_by_label("Why?").fill("same name, same sister, same month")
    staff.get_by_role("button", name="Same").click()
    staff.wait_for_selector("[data-decided]")

    family.reload()
    assert family.locator("main h1").inner_text() == "Probably captive"
    shot(family, "answer")

    staff.get_by_label("Find a person").fill("Zaozyornov")
    staff.get_by_role("button", name="Find").click()
    staff.get_by_role("link", name="Заозёрнов Евгений Павлович").click()
    assert "Probably captive" in staff.locator("main").inner_text()
    shot(staff, "person")


def test_the_readme_names_what_the_tour_clicks():
    words = README.read_text(encoding="utf-8")
    steps = (
        "/answer/sign-in/",
        "olena-rehearsal-only",
        "article.txt",
        "Take",
        "заозернов евгений",
        "1 proposal open",
        "Same",
    )
    assert [step for step in steps if step not in words] == []
