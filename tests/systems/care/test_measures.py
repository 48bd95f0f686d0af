"""What care brings to the room's measures."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from shouwang.config.demo.pretend import pretend
from shouwang.kernel.figures import measures
from shouwang.kernel.figures.measures import Share
from shouwang.systems.care.actions import visits
from shouwang.systems.care.models import Planned, Visit
from tests.cast import Cast
from tests.systems.care.old_han import begun, colleague

pytestmark = pytest.mark.once


def test_planned_visits_count_once_their_day_is_over(cast: Cast) -> None:
    noon = timezone.localtime().replace(hour=12)
    aide = colleague(cast, begun(cast), cast.cadre).aide
    case = aide.helpings.get().case
    today = noon.date()
    for days in (1, 2, 0):
        Planned.objects.create(
            case=case, aide=aide, day=today - timedelta(days=days), due=today, why="due", face="only"
        )
    with pretend(noon):
        visits.record(by=cast.cadre, case=case, told=visits.Told(Visit.Outcome.WELL, at=noon - timedelta(days=1)))
        assert counted(cast, noon - timedelta(days=3), noon + timedelta(days=1)) == Share(1, 2)
        assert counted(cast, noon + timedelta(days=5), noon + timedelta(days=9)) == Share(0, 0)


def counted(cast: Cast, since: datetime, until: datetime) -> Share:
    measure = measures.get("care_visits")
    assert measure
    return measure.count(cast.room, since, until)
