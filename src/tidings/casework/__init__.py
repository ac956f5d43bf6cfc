"""What the bureau does about people it knows of: families ask, are answered, and are called.

Start with `deeds.lodge_request` (a family asks: a standing query), then `answering.follow` (their answer is written in
the same transaction as whatever changed it), `deeds.open_answer` (what the family sees), `queries.calls` (whom a person
must call). How an answer is worded is the web's business: here are only states, days and coded grounds.

`sealing` keeps contacts unreadable in the database and its backups; `codes` makes the code a family signs in with.
"""
