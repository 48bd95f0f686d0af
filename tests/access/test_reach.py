"""What belongs to another room exists for nobody here, whatever it is and however one asks."""

from pathlib import Path

import pytest

from shouwang.kernel.journal.models import Record
from tests.access.asking import HIDDEN, NO_SUCH_METHOD, ROLE_NAMES, TO_LOGIN, holds, status, url
from tests.access.table import DESK
from tests.access.things import THINGS, key
from tests.cast import Cast, account

pytestmark = pytest.mark.once  # the same questions as in other tests, asked by many

OF_NO_ROOM = {"draft", "template"}  # a draft lies in one's own session; patterns of teams are the same for all rooms
ABOUT_A_THING = [name for name, row in DESK.items() if row.about not in {"", "matter"} | OF_NO_ROOM]
OF_A_BROKEN_LINE = {"desk:import_line", "desk:import_leave_out"}  # tests/surfaces/desk/test_importing.py


@pytest.mark.parametrize("name", ABOUT_A_THING)
def test_a_thing_of_a_room_out_of_reach_is_hidden_and_stays_as_it_is(name: str, cast: Cast, tmp_path: Path) -> None:
    owner = account("far", "远处的警官", "officer", cast.far_room)
    address = url(name, pk=THINGS[DESK[name].about](cast.far_room, owner, tmp_path))
    before = Record.objects.count()
    for role in ROLE_NAMES:
        if holds(role, DESK[name]):
            asked = {status(cast.by_role()[role], address, method) for method in ("get", "post")}
            assert (role, asked - {NO_SUCH_METHOD}) == (role, {HIDDEN})
    assert Record.objects.count() == before, "something was done or looked at"


@pytest.mark.parametrize("name", [name for name in ABOUT_A_THING if name not in OF_A_BROKEN_LINE])
def test_the_same_thing_of_ones_own_room_is_found(name: str, cast: Cast, tmp_path: Path) -> None:
    row = DESK[name]
    someone = cast.by_role()[next(role for role in ROLE_NAMES if holds(role, row))]
    owner = someone if name == "desk:notice" else cast.officer
    is_own_key = name == "desk-settings:revoke-own-key"
    pk = key(someone).pk if is_own_key else THINGS[row.about](cast.room, owner, tmp_path)
    assert status(someone, url(name, pk=pk), "post" if row.posts_only else "get") in (200, TO_LOGIN)
