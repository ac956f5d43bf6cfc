"""What a search can end with beside a choice."""


class Unmeetable(Exception):
    """No choice keeps the terms."""


class Unsolved(Exception):
    """The solver was stopped, or broke off, before it found any choice."""
