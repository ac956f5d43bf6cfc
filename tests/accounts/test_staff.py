import pytest

from tidings.accounts import Refused, Role, staff
from tidings.accounts.models import User


def enrol(desk, **changes):
    terms = {"bureau_id": desk.bureau_id, "username": "new", "display_name": "N", "role": Role.CASEWORKER}
    return staff.enrol(**terms | {"password": desk.password} | changes)


def test_names_are_unique_and_tidied(desk):
    assert staff.actor_named(bureau_id=desk.bureau_id, username=" olena ") == desk.olena
    with pytest.raises(Refused, match="already"):
        enrol(desk, username="olena ")
    with pytest.raises(Refused):
        staff.actor_named(bureau_id=desk.other_bureau_id, username="olena")


@pytest.mark.parametrize("password", ["short", "passwordpassword1"[:14], "123456789012345678"[:14]])
def test_staff_need_a_long_password_and_families_have_their_code(desk, password):
    with pytest.raises(Refused):
        enrol(desk, password=password)
    assert enrol(desk, role=Role.FAMILY, password=password).role is Role.FAMILY


def test_a_closed_account_acts_no_more(desk):
    User.objects.filter(pk=desk.olena.user_id).update(is_active=False)
    with pytest.raises(Refused):
        staff.actor_by_id(desk.olena.user_id)
    assert staff.checked("olena", desk.password) is None


def test_nobody_signs_in_as_the_terminal(desk):
    terminal = staff.terminal(bureau_id=desk.bureau_id)
    assert staff.terminal(bureau_id=desk.bureau_id) == terminal
    user = User.objects.get(pk=terminal.user_id)
    assert (terminal.role, user.has_usable_password()) == (Role.CASEWORKER, False)
    assert staff.terminal(bureau_id=desk.other_bureau_id).user_id != terminal.user_id
