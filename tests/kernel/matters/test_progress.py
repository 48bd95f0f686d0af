"""From collected to closed, and who may."""

import pytest
from django.core.exceptions import PermissionDenied

from shouwang.kernel.matters import lifecycle, queries
from shouwang.kernel.matters.actions import progress, thanks
from shouwang.kernel.matters.models import Satisfaction
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed, reported


def test_a_report_goes_from_the_villager_to_thanks(cast: Cast) -> None:
    matter = closed(cast)
    thanks.rate(matter=matter, score=3, words="很快")
    verbs = [entry.verb for entry in queries.story_of(matter)]
    assert verbs == ["received", "accept", "assign", "start", "report", "check", "close", "rated"]
    assert [entry.verb for entry in queries.public_story_of(matter)] == [
        "received",
        "accept",
        "start",
        "close",
        "rated",
    ]


def test_who_reported_the_work_cannot_check_it(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=matter, outcome="修好了")
    with pytest.raises(lifecycle.Missing) as caught:
        progress.check(by=cast.officer, matter=matter)
    assert caught.value.needs == ("other_eyes",)


def test_a_lone_officer_closes_without_a_check_only_with_a_reason(cast: Cast) -> None:
    matter = reported(cast)
    with pytest.raises(lifecycle.Missing):
        progress.close(by=cast.officer, matter=matter, answer="好了")
    assert progress.close(by=cast.officer, matter=matter, answer="好了", reason="今天只有我一人").state == "closed"


def test_closing_needs_an_answer_for_the_reporter(cast: Cast) -> None:
    matter = reported(cast)
    progress.check(by=cast.officer, matter=matter)
    with pytest.raises(lifecycle.Missing):
        progress.close(by=cast.officer, matter=matter, answer="  ")


def test_an_auxiliary_decides_nothing_alone(cast: Cast) -> None:
    matter = reported(cast)
    with pytest.raises(PermissionDenied):
        progress.check(by=cast.auxiliary, matter=matter)
    with pytest.raises(PermissionDenied):
        progress.close(by=cast.auxiliary, matter=matter, answer="好了", reason="急")


def test_an_officer_of_the_next_village_cannot_touch_it(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        progress.accept(by=cast.neighbour, matter=bring(cast.room).matter)


def test_a_matter_cannot_be_handed_to_a_team_of_another_room(cast: Cast) -> None:
    matter = bring(cast.next_room).matter
    progress.accept(by=cast.neighbour, matter=matter)
    with pytest.raises(ValueError, match="another room"):
        progress.assign(by=cast.neighbour, matter=matter, team=cast.team)


def test_a_stale_copy_cannot_repeat_a_step(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    with pytest.raises(lifecycle.NotAllowedNow):
        progress.accept(by=cast.auxiliary, matter=matter)


def test_a_closed_matter_is_asked_about_once_and_rated_again_in_place(cast: Cast) -> None:
    matter = closed(cast)
    thanks.rate(matter=matter, score=2)
    thanks.rate(matter=matter, score=3)
    assert Satisfaction.objects.get().score == 3


def test_an_open_matter_cannot_be_rated(cast: Cast) -> None:
    with pytest.raises(lifecycle.NotAllowedNow):
        thanks.rate(matter=reported(cast), score=3)


def test_reopening_needs_a_reason_and_empties_the_end(cast: Cast) -> None:
    matter = closed(cast)
    with pytest.raises(lifecycle.Missing):
        progress.reopen(by=cast.officer, matter=matter, reason="")
    again = progress.reopen(by=cast.officer, matter=matter, reason="灯又坏了")
    assert again.ended_at is None
    assert again.due_at is not None
