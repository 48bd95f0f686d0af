"""What care brings to the room's measures."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.figures.measures import Measure, Share
from shouwang.kernel.ground.models import Room
from shouwang.systems.care.models import Planned


def visits_made(room: Room, since: datetime, until: datetime) -> Share:
    """Visits that were planned for a day of the time that is over, and of them those that were made."""
    first = timezone.localdate(since)
    last = min(timezone.localdate(until), timezone.localdate()) - timedelta(days=1)
    planned = Planned.objects.filter(case__room=room, day__range=(first, last))
    return Share(planned.filter(visit__isnull=False).count(), planned.count())


MEASURES = (
    Measure(
        "care_visits",
        _("Care visits made, of those planned"),
        _(
            "Counts the visits planned for those days, and those made within three days of it; one missed stays missed, "
            "though it was made later."
        ),
        _("care visits planned"),
        visits_made,
        is_of_persons=True,
    ),
)
