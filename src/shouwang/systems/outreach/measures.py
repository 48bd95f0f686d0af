"""What outreach brings to the room's measures."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.figures.measures import Measure, Share
from shouwang.kernel.ground.models import Room
from shouwang.systems.outreach.queries.airing import played_of_planned
from shouwang.systems.outreach.queries.gatherings import answered_of_asked, held_between
from shouwang.systems.outreach.queries.losses import stopped_in_time


def questions_answered(room: Room, since: datetime, until: datetime) -> Share:
    """Of what people asked at gatherings in that time, what was answered by now."""
    return Share(*answered_of_asked(held_between(room, since, until)))


MEASURES = (
    Measure(
        "speakers_played",
        _("Played by loudspeaker as planned"),
        _(
            "Counts playings planned on the room's own players that the player itself reports as played whole. What was "
            "called off is not counted, nor what the operator of the county's broadcast played."
        ),
        _("playings planned"),
        played_of_planned,
    ),
    Measure(
        "meeting_questions",
        _("Questions asked at meetings, answered"),
        _(
            "Counts the questions written down at meetings, theatre evenings and lectures of those days, and those of them "
            "whose matter was closed with an answer, or whose answer stands in the minutes. What was taken back is not answered."
        ),
        _("questions asked at meetings"),
        questions_answered,
    ),
    Measure(
        "fraud_stopped",
        _("Frauds stopped before money was gone"),
        _(
            "Counts frauds written down in which money was at stake, and those stopped in time. Attempts are not counted."
        ),
        _("frauds with money at stake"),
        stopped_in_time,
        is_of_persons=True,
    ),
)
