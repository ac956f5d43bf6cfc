"""Batch linkage over columns: every distinct value is read once, records become rows of small integers.

`columns` holds the rows; `encoding` makes them; `blocking` finds the pairs worth comparing; `scoring` weighs them.
The model is `tidings.linkage.model`'s: the same levels, the same weights, the same number for the same two records.
"""
