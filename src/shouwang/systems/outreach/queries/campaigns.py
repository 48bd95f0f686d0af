"""Questions about campaigns."""

from django.db.models import QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import Campaign


def campaigns(viewer: Account, room: Room) -> QuerySet[Campaign]:
    """Every campaign of the room, drafts too, for those who make them; newest first."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    return Campaign.objects.filter(room__in=mine).select_related("written_by", "released_by").order_by("-id")
