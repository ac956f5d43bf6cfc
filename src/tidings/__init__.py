"""A tracing bureau in a box: from what anyone says about a person taken in war to an answer for the family."""
