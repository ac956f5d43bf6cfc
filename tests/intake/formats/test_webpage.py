from hypothesis import given
from hypothesis import strategies as st

from tidings.intake.formats.webpage import text_of_page


def test_markup_scripts_and_styles_are_left_out():
    head = "<html><head><title>T</title><style>p{}</style></head><body>"
    page = head + "<p>Ivan&nbsp;was <b>captured</b>.</p><script>x()</script><div>In&#32;May"
    assert text_of_page(page) == "Ivan was captured.\nIn May"


@given(st.text(alphabet="<>/!-&;#x scripthead\"'= ", max_size=100))
def test_no_markup_breaks_it(markup):
    assert isinstance(text_of_page(markup), str)
