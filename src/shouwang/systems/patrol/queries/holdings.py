"""What the patrols keep of a volunteer: for kernel.people.holdings."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.patrol.models import Volunteer

MANY = ("trainings", "insurances", "availabilities", "one_offs", "skills", "wishes")


def in_patrols(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As a volunteer, with all that is written of them; whom they wish to walk with is somebody else and is not named."""
    reach = rooms(viewer, Permission.VOLUNTEER_MANAGE)
    found = Volunteer.objects.filter(person__in=rows, left_at=None, room__in=reach).prefetch_related(
        *MANY, "turns__shift"
    )
    return [
        Holding(
            one.person_id, one.pk, one.room.code, _("the list of volunteers"), _("volunteer"), one.joined_at, 0, None,
            _("consent; as long as they walk"), own=_own(one), is_law=False, page="volunteer",
        )
        for one in found.select_related("room")
    ]  # fmt: skip


def _own(one: Volunteer) -> dict[str, object]:
    told: dict[str, object] = {
        "of_age_seen": _moment(one.adult_checked_at),
        "trainings": [f"{row.get_kind_display()} {row.held_on} – {row.valid_until or '…'} {row.note}".strip()
                      for row in one.trainings.all()],
        "insurances": [f"{row.insurer} {row.policy_no} {row.starts_on} – {row.ends_on}" for row in one.insurances.all()],
        "can_come": [f"{row.weekday + 1}: {row.starts:%H:%M}–{row.ends:%H:%M}" for row in one.availabilities.all()],
        "times_for_once": [f"{_moment(row.starts_at)} – {_moment(row.ends_at)}" for row in one.one_offs.all()],
        "skills": [str(row.get_kind_display()) for row in one.skills.all()],
        "wishes": [f"{row.get_kind_display()} {row.hour or row.times or ''}".strip() for row in one.wishes.all()],
        "shifts": [_moment(row.began_at or row.shift.starts_at) for row in one.turns.all()],
    }  # fmt: skip
    return {name: said for name, said in told.items() if said}


def _moment(at: object) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""  # type: ignore[arg-type]  # a moment or None
