"""The pages: server-rendered, in en, uk and ru, with and without script.

Start with `urls` (all addresses), then `desk` (who is asking, and for which room) and one module of `views` a page:
each parses what was sent, calls one deed or query, and renders. `words` and `dates` put codes and dates into the
reader's language; `waterfall`, `passages`, `understood`, `comparing` and `filing` work out what a page draws. The pages
for families live in `family/`.
"""
