"""Who did the work does not check it: somebody else is asked, can open it, and is told."""

import pytest
from django.core.exceptions import PermissionDenied

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import news, progress
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible, waiting_for
from shouwang.kernel.notices.queries import inbox
from shouwang.kernel.people.actions import close_account
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import ROLES
from shouwang.kernel.people.queries import checkers
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def done_by(account: Account, cast: Cast, checker: Account | None = None) -> Matter:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=account)
    progress.start(by=account, matter=matter)
    return progress.report(by=account, matter=matter, outcome="换了灯泡", checker=checker)


def told(account: Account) -> list[str]:
    return list(inbox(account).filter(template="matter.reported").values_list("about_label", flat=True))


def test_who_is_asked_to_check_sees_the_matter_is_told_and_checks(cast: Cast) -> None:
    matter = done_by(cast.officer, cast, checker=cast.cadre)
    assert visible(cast.cadre).filter(pk=matter.pk).exists()
    held = ROLES["cadre"].permissions
    assert matter in waiting_for(visible(cast.cadre), cast.cadre, held)
    news.spread()
    assert told(cast.cadre) == [matter.reference]
    assert progress.check(by=cast.cadre, matter=matter).state == lifecycle.CHECKED


def test_a_cadre_who_was_not_asked_sees_nothing_of_it_and_is_not_told(cast: Cast) -> None:
    matter = done_by(cast.officer, cast)
    news.spread()
    assert not visible(cast.cadre).filter(pk=matter.pk).exists()
    assert told(cast.cadre) == []


def test_when_the_only_officer_did_it_and_asked_nobody_the_chief_is_told(cast: Cast) -> None:
    matter = done_by(cast.officer, cast)
    news.spread()
    assert told(cast.chief) == [matter.reference]
    assert told(cast.officer) == []


def test_what_i_did_myself_does_not_wait_for_me_to_check(cast: Cast) -> None:
    held = ROLES["officer"].permissions
    mine, others = done_by(cast.officer, cast), done_by(cast.auxiliary, cast)
    waiting = waiting_for(visible(cast.officer), cast.officer, held)
    assert others in waiting
    assert mine not in waiting


def test_what_was_given_to_a_colleague_to_check_does_not_wait_for_me(cast: Cast) -> None:
    matter = done_by(cast.auxiliary, cast, checker=cast.cadre)
    assert matter not in waiting_for(visible(cast.officer), cast.officer, ROLES["officer"].permissions)


def test_who_was_asked_to_check_sees_it_until_it_is_over(cast: Cast) -> None:
    matter = done_by(cast.officer, cast, checker=cast.cadre)
    progress.check(by=cast.cadre, matter=matter)
    assert visible(cast.cadre).filter(pk=matter.pk).exists()
    progress.close(by=cast.officer, matter=matter, answer="修好了")
    assert not visible(cast.cadre).filter(pk=matter.pk).exists()


def test_what_somebody_was_to_check_who_left_waits_for_the_others(cast: Cast) -> None:
    matter = done_by(cast.auxiliary, cast, checker=cast.cadre)
    close_account(by=SYSTEM, account=cast.cadre)
    assert matter in waiting_for(visible(cast.officer), cast.officer, ROLES["officer"].permissions)


@pytest.mark.parametrize("who", ["auxiliary", "mediator", "neighbour", "officer"])
def test_only_who_may_check_and_did_not_do_it_can_be_asked(cast: Cast, who: str) -> None:
    with pytest.raises(ValueError, match="may not check"):
        done_by(cast.officer, cast, checker=getattr(cast, who))


def test_the_rooms_own_people_are_offered_before_those_of_the_station(cast: Cast) -> None:
    assert list(checkers(cast.room, besides=cast.officer)) == [cast.cadre, cast.chief]


def test_who_did_it_cannot_check_it_even_when_he_may_check_others(cast: Cast) -> None:
    matter = done_by(cast.officer, cast, checker=cast.cadre)
    with pytest.raises(lifecycle.Missing):
        progress.check(by=cast.officer, matter=matter)
    with pytest.raises(PermissionDenied):
        progress.check(by=cast.auxiliary, matter=matter)
