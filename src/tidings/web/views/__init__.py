"""One module a page: parse what was sent, call one deed or query, render."""
