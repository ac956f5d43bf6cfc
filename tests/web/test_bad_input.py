"""Whatever is sent, the answer is a page with words; never a fault of the program."""

import pytest

HUGE = "9" * 40


ADDRESSES = [
    f"/inbox/{HUGE}/",
    f"/review/{HUGE}/",
    "/people/0000-0000-1/",
    "/people/%D0%86%D0%B2%D0%B0%D0%BD/",
    "/people/%00/",
    f"/requests/{HUGE}/",
    f"/inbox/?below={HUGE}",
    "/inbox/?below=-1",
    "/audit/?below=x&number=%00&did=drop",
    "/review/?page=999999",
    "/review/?page=-3",
    "/review/?page=٣",
    "/requests/?below=x",
]
FORMS = [
    "/inbox/",
    "/inbox/{taking}/settle/",
    "/inbox/{taking}/mend/{huge}/",
    "/inbox/{taking}/row/{huge}/",
    "/review/{proposal}/",
    "/decisions/{huge}/undo/",
    "/people/",
    "/people/{person}/confirm/",
    "/people/{person}/confirm/{huge}/sign/",
    "/people/{person}/confirm/1/withdraw/",
    "/requests/{person}/calls/{huge}/",
    "/audit/checkpoint/",
    "/language/",
]


def test_strange_addresses(olena):
    for url in ADDRESSES:
        answer = olena.get(url)
        assert answer.status_code in {200, 400, 404, 422}, url
        assert "<h1" in answer.content.decode(), url


STRANGE = {"key": "\x00", "reason": "\x00", "verdict": "same", "why": "x", "left": "x", "right": HUGE, "version": "-1"}


@pytest.mark.parametrize("sent", [{}, STRANGE, {"report": HUGE, "ground": "-", "do": "take", "q": "\x00" * 400}])
def test_strange_forms(olena, filled, sent):
    terms = {"taking": filled.article.taking_id, "proposal": filled.proposals()[0], "person": filled.person}
    for form in FORMS:
        assert olena.post(form.format(**terms, huge=HUGE), sent).status_code < 500, form
