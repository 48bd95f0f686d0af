"""In which watch groups and units somebody is: for kernel.people.holdings."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.watch.models import Called, Member, UnitMember


def in_groups(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As head, deputy or member, with how often they were called out and which units they go out with."""
    reach = rooms(viewer, Permission.WATCH_MANAGE)
    found = Member.objects.filter(person__in=rows, left_at=None, group__room__in=reach)
    return [
        Holding(
            one.person_id, one.group_id, one.group.room.code, _("a watch group"), one.get_role_display(), one.joined_at,
            0, None, _("consent; as long as they are in it"), own=_own(one), is_law=False, page="group",
        )
        for one in found.select_related("group__room")
    ]  # fmt: skip


def _own(one: Member) -> dict[str, object]:
    units = UnitMember.objects.filter(person=one.person_id).values_list("unit__name", flat=True)
    called = Called.objects.filter(person=one.person_id).count()
    return (
        {"group": one.group.name}
        | ({"units": list(units)} if units else {})
        | ({"called_out": called} if called else {})
    )
