"""The demo: an invented village with invented people and a few weeks of work, made through the real actions."""

from django.db import transaction

from shouwang.config.demo.bulletins import make_bulletins
from shouwang.config.demo.campaigns import make_campaigns
from shouwang.config.demo.care import make_care
from shouwang.config.demo.errands import make_errands
from shouwang.config.demo.gatherings import make_gatherings
from shouwang.config.demo.ground import make_ground
from shouwang.config.demo.matters import make_matters
from shouwang.config.demo.mediation import make_disputes
from shouwang.config.demo.patrol import make_patrol
from shouwang.config.demo.people import LOGINS, make_people
from shouwang.config.demo.police import make_police_cases
from shouwang.config.demo.scams import make_scams
from shouwang.config.demo.services import make_services
from shouwang.config.demo.speakers import make_speakers
from shouwang.config.demo.visits import make_visits
from shouwang.config.demo.watch import make_watch
from shouwang.kernel.ground.models import Room

__all__ = ["LOGINS", "make_demo"]


@transaction.atomic
def make_demo() -> Room:
    """Make the village of Hewan. Raises ValueError when there is a room already."""
    if Room.objects.exists():
        raise ValueError("there is a room already")
    hewan = make_ground()
    people = make_people(hewan)
    make_matters(hewan, people)
    make_bulletins(hewan, people)
    make_watch(hewan, people)
    make_patrol(hewan, people)
    make_disputes(hewan, people)
    make_police_cases(hewan, people)
    make_care(hewan, people)
    make_errands(hewan, people)
    make_visits(hewan, people)
    make_services(hewan, people)
    make_scams(hewan, people)
    make_campaigns(hewan, people)
    make_gatherings(hewan, people)
    make_speakers(hewan, people)
    return hewan.room
