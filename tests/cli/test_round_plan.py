"""A round planned from the terminal by somebody admitted to it; the demonstration brings the round to try it on."""


def test_a_member_plans_a_draft_and_nobody_else_finds_the_round(tidings):
    assert tidings("demo", "--no-serve", "--people", "60").code == 0
    again = tidings("round-plan", "Rehearsal 1", "ours", "--as", "hanna", "--reason", "asked again")
    assert (again.code, again.out.strip()) == (0, "Run 3: optimal, checked and proven.")
    assert "admitted to no round" in tidings("round-plan", "Rehearsal 1", "ours", "--as", "bohdan").err
    assert "no draft" in tidings("round-plan", "Rehearsal 1", "nothing", "--as", "mark").err
    refused = tidings("round-plan", "Rehearsal 1", "ours", "--as", "olena")
    assert (refused.code, "may not do" in refused.err) == (2, True)
    unreasoned = tidings("round-plan", "Rehearsal 1", "ours", "--as", "mark")
    assert (unreasoned.code, "Say why" in unreasoned.err) == (2, True)


def test_the_smallest_demonstration_still_starts(tidings):
    ran = tidings("demo", "--no-serve", "--people", "3")
    assert ran.code == 0, ran.err
    assert "hanna" in ran.out
