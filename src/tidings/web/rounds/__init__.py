"""The pages of an exchange round: who is admitted, lists, terms, plans with their reasons, signing, what came of it.

`urls` holds the addresses (no key and no name in them: people go by a digest), `entering` opens a round for a page,
`words` has the vocabulary; then one module a page. The figures and charts are worked out in `figures` and `charts`, the
printed sheets in `sheets`.
"""
