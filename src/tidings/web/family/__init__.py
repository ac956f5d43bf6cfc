"""The families' pages: asking in three short steps, signing in with number and code, and the answer.

`ask.py` (the form's views, over `forms.py` and `draft.py`), `answer.py` (sign-in, answer, contact), `wording.py` (codes
of casework into the family's words). Nothing here shows a probability, a source or anybody else's request.
"""
