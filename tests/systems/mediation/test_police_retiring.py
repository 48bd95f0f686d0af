"""A police case is kept as long as its room says, then nothing of its people is left; what counts stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.config.demo.pretend import pretend
from shouwang.config.schedule import JOBS
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions.erasing import erase_person
from shouwang.kernel.matters.actions.retiring import retire_everywhere
from shouwang.kernel.matters.models.matter import years_before
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation.actions import police
from shouwang.systems.mediation.actions.parties import Human
from shouwang.systems.mediation.actions.police_retiring import keep_for, retire_due
from shouwang.systems.mediation.models import PoliceAgreement, PoliceCase, PoliceSide
from tests.cast import Cast
from tests.systems.mediation import violation

SAID = ("丁二牛", "吕䶮", "13800000021", "河湾村2组", "晒粮", "当面道歉", "赔偿医药费", "双方各自陈述")


def agree(cast: Cast) -> None:
    Room.objects.filter(pk=cast.room.pk).update(forgets_since=timezone.now())


def after(case: PoliceCase, years: int, days: int) -> datetime:
    """So long after the case was over."""
    ended = violation.fresh(case).matter.ended_at
    assert ended
    return years_before(ended, -years) + timedelta(days=days)


def everything() -> str:
    """Every cell of every table, and every sealed name opened."""
    rows: list[Any] = [vars(row) for model in apps.get_models() for row in model.objects.all()]
    return str(rows) + str([open_person(person) for person in Person.objects.all()])


def test_the_job_leaves_no_name_and_no_word(cast: Cast) -> None:
    case = violation.performed(cast)
    agree(cast)
    before = everything()
    assert [words for words in SAID if words not in before] == []
    job = next(job for job in JOBS if job.name == "empty cases of police mediation past their time")
    with pretend(after(case, 10, 1)):
        job.run()
    left = everything()
    assert [words for words in SAID if words in left] == []
    kept = violation.fresh(case)
    assert (kept.stage, kept.act, kept.ground) == ("performed", "beating", "neighbours")
    assert kept.accepted_date
    assert kept.over_date
    assert kept.matter.emptied_at
    assert Record.objects.filter(verb="police.retired", object_id=str(case.pk)).exists()
    assert retire_due(now=after(case, 20, 1)) == 0


def test_before_its_time_it_stays(cast: Cast) -> None:
    case = violation.performed(cast)
    agree(cast)
    assert retire_due(now=after(case, 10, -1)) == 0
    with pretend(after(case, 5, 0)):
        assert retire_everywhere() == 0  # the kernel's three years are not such a case's
    assert PoliceSide.objects.count() == 2
    assert PoliceAgreement.objects.exists()


def test_an_open_case_stays_however_old(cast: Cast) -> None:
    case = violation.agreed(cast)
    agree(cast)
    assert retire_due(now=years_before(case.matter.received_at, -60)) == 0


@pytest.mark.parametrize(("years", "gone"), [(3, 1), (30, 0), (0, 0)])
def test_the_room_says_how_long(cast: Cast, years: int, gone: int) -> None:
    case = violation.performed(cast)
    agree(cast)
    keep_for(by=cast.officer, room=cast.room, years=years)
    assert retire_due(now=after(case, 11, 0)) == gone


def test_only_officers_say_how_long(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        keep_for(by=cast.cadre, room=cast.room, years=1)


def test_a_room_that_has_not_agreed_forgets_nothing(cast: Cast) -> None:
    case = violation.performed(cast)
    assert retire_due(now=after(case, 50, 0)) == 0


def test_who_was_written_down_by_mistake_or_anew_is_let_go_at_once(cast: Cast) -> None:
    case = violation.asked(cast)
    wrong = violation.side(cast, case, "victim", "错写的人", guardian=Human("错写的父亲"))
    entered = police.Somebody(side="victim", human=Human("吕䶮"))
    police.name_side(by=cast.officer, case=case, entered=entered, side=wrong)
    assert "错写" not in everything()
    police.drop_side(by=cast.officer, case=case, side=PoliceSide.objects.get())
    assert "吕䶮" not in str([open_person(person) for person in Person.objects.all()])


def test_who_asks_to_be_forgotten_stays_in_the_case_the_law_demands(cast: Cast) -> None:
    side = violation.examined(cast).sides.order_by("place")[0]
    done = erase_person(by=SYSTEM, rows=[side.person], reason="本人要求")
    assert (done.persons, done.kept) == (0, 1)
    assert Person.objects.get(pk=side.person_id).erased_at is None
