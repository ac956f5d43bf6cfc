"""Deciding one person or two, by pages that work without script."""

import re

from tidings.register import queries


def fields(page):
    """The hidden fields of the decision form."""
    form = page.content.decode().split('class="decide"')[1]
    return dict(re.findall(r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', form))


def decide(client, proposal, **sent):
    opened = client.get(f"/review/{proposal}/")
    return client.post(f"/review/{proposal}/", fields(opened) | sent)


def test_same_leads_to_the_next_proposal_with_undo(olena, filled):
    first, second = filled.proposals()
    answer = decide(olena, first, verdict="same", why="Name and year agree")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/review/{second}/")
    page = olena.get(answer.headers["Location"]).content.decode()
    assert "Same person" in page
    assert "Undo" in page
    assert filled.proposals() == [second]


def test_the_last_verdict_leads_back_to_the_queue(olena, filled):
    first, second = filled.proposals()
    decide(olena, first, verdict="different", why="Another man")
    answer = decide(olena, second, verdict="same", why="Name and year agree")
    assert answer.headers["Location"] == "/review/"
    assert "Every proposal has been decided." in olena.get("/review/").content.decode()


def test_undo_brings_the_proposal_back(olena, filled):
    first, second = filled.proposals()
    answer = decide(olena, first, verdict="same", why="Name and year agree")
    note = olena.get(answer.headers["Location"]).content.decode()
    undo = re.search(r'action="(/decisions/\d+/undo/)"', note)[1]
    back = olena.post(undo, {"reason": "too quick", "next": f"/review/{first}/", "key": "undo-key-1"})
    assert back.headers["Location"] == f"/review/{first}/"
    assert "Taken back." in olena.get(f"/review/{first}/").content.decode()
    assert sorted(filled.proposals()) == sorted([first, second])


def test_same_and_different_want_a_reason_and_enter_alone_decides_nothing(olena, filled):
    first, _ = filled.proposals()
    for sent in ({"verdict": "same", "why": " "}, {"verdict": "", "why": "kept words"}):
        answer = decide(olena, first, **sent)
        assert answer.status_code == 422
    assert 'value="kept words"' in answer.content.decode()
    assert len(filled.proposals()) == 2


def test_unsure_needs_none(olena, filled):
    first, _ = filled.proposals()
    assert decide(olena, first, verdict="unsure", why="").status_code == 303


def test_a_late_decider_is_told_of_the_earlier_decision(olena, filled, sign_in):
    first, _ = filled.proposals()
    seen = fields(olena.get(f"/review/{first}/"))
    decide(sign_in("sava-east"), first, verdict="different", why="Another man")
    late = olena.post(f"/review/{first}/", seen | {"verdict": "same", "why": "Name and year agree"})
    assert late.status_code == 422
    assert "Different people" in late.content.decode()


def test_the_page_shows_reasons_bits_and_the_chart(olena, filled):
    page = olena.get(f"/review/{filled.proposals()[0]}/").content.decode()
    assert 'role="img"' in page
    assert "<desc" in page
    assert "even odds" in page
    assert re.search(r'class="end num plus"[^>]*>\+\d', page)


def test_opening_a_proposal_is_recorded_and_listing_the_queue_shows_no_name(olena, filled):
    queue = olena.get("/review/").content.decode()
    assert "Верёвочкин" not in queue
    olena.get(f"/review/{filled.proposals()[0]}/")
    newest = queries.audit_log(actor=filled.olena).lines[0]
    assert (newest.deed, newest.by) == ("open_proposal", "Olena")
