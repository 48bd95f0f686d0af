"""Who sees which matters: the one scope."""

from shouwang.kernel.matters import queries
from shouwang.kernel.matters.actions import progress
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def test_whole_rooms_for_officers_and_chiefs_ones_own_for_the_others(cast: Cast) -> None:
    here, there, far = (bring(room).matter for room in (cast.room, cast.next_room, cast.far_room))
    mine = bring(cast.room, by=cast.cadre).matter
    assert set(queries.visible(cast.officer)) == {here, mine}
    assert set(queries.visible(cast.auxiliary)) == {here, mine}
    assert set(queries.visible(cast.cadre)) == {mine}
    assert set(queries.visible(cast.chief)) == {here, mine, there}
    assert set(queries.visible(cast.neighbour)) == {there}
    for nobody in (cast.mediator, cast.volunteer, cast.administrator, cast.technician, cast.stranger):
        assert not queries.visible(nobody).exists()
    assert not queries.visible(cast.chief).filter(pk=far.pk).exists()


def test_a_team_sees_what_was_handed_to_it(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, team=cast.team)
    assert set(queries.visible(cast.mediator)) == {matter}
    assert not queries.visible(cast.lawyer).exists()


def test_a_closed_account_sees_nothing(cast: Cast) -> None:
    bring(cast.room)
    cast.officer.is_active = False
    cast.officer.save()
    assert not queries.visible(cast.officer).exists()
