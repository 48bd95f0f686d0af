"""The committee and its people: set up, joining, leaving, hours served."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.mediation.models import Committee, Member, Service

FIELDS = (
    "name", "name_en", "word", "court", "keeps_simple", "keeps_ordinary", "keeps_difficult", "keeps_major",
    "visit_after_days", "second_visit_after_days",
)  # fmt: skip


@transaction.atomic
def set_up(*, by: Account, room: Room, **values: object) -> Committee:
    """Make the room's committee, or change what stands on its papers."""
    _require(by, room)
    committee = Committee.objects.filter(room=room).first() or Committee(room=room)
    for name, value in values.items():
        if name not in FIELDS:
            raise KeyError(name)
        setattr(committee, name, value)
    committee.save()
    _note(by, "mediation.committee_kept", committee, "")
    return committee


@transaction.atomic
def join(
    *, by: Account, committee: Committee, name: str, post: str, account: Account | None = None, phone: str = "",
    since: date | None = None,
) -> Member:  # fmt: skip
    """Somebody mediates from now on, or may be asked to the table. Refused "serves_already" for an account that does."""
    _require(by, committee.room)
    if account and committee.members.filter(account=account, until_date=None).exists():
        raise Refused("serves_already", "account")
    member = Member.objects.create(
        committee=committee, account=account, name=name.strip(), phone=phone, post=post,
        from_date=since or timezone.localdate(),
    )  # fmt: skip
    _note(by, "mediation.member_joined", committee, post)
    return member


@transaction.atomic
def leave(*, by: Account, member: Member, until: date) -> Member:
    """Their time ends on that day; files keep their name."""
    _require(by, member.committee.room)
    if until < member.from_date:
        raise Refused("leaves_before", "until")
    member.until_date = until
    member.save(update_fields=["until_date"])
    _note(by, "mediation.member_left", member.committee, member.post)
    return member


@transaction.atomic
def serve(*, by: Account, member: Member, day: date, minutes: int, what: str, note: str = "") -> Service:
    """Note time that somebody gave apart from the sessions: one's own, or for another by who keeps the committee."""
    if member.account_id != by.pk:
        _require(by, member.committee.room)
    if day > timezone.localdate():
        raise Refused("in_the_future", "day")
    made = Service.objects.create(member=member, day=day, minutes=minutes, what=what, note=note[:200])
    _note(by, "mediation.time_given", member.committee, f"{minutes}")
    return made


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.MEDIATION_MANAGE, room):
        raise PermissionDenied(Permission.MEDIATION_MANAGE)


def _note(by: Account, verb: str, committee: Committee, detail: str) -> None:
    of = Subject("committee", str(committee.pk), committee.name)
    journal.record(by=actor(by), verb=verb, of=of, room=committee.room_id, detail=detail)
