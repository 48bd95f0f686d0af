"""The codes that hang at places: made anew when one went round."""

from django.db import transaction

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.patrol.actions.nights import require
from shouwang.systems.patrol.models import PlaceCode


@transaction.atomic
def renew(*, by: Account, place: Place) -> None:
    """Another code for this place: the prints and tags that hang there say nothing any more. Raises PermissionDenied."""
    require(by, place.room)
    Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    kept, _made = PlaceCode.objects.get_or_create(place=place)
    kept.edition += 1
    kept.save(update_fields=["edition"])
    of = Subject("place", str(place.pk), place.name)
    journal.record(by=actor(by), verb="patrol.code_renewed", of=of, room=place.room_id)
