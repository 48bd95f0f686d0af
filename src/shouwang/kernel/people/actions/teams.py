"""Teams from templates of numbered slots, and who is on duty."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.actions.accounts import subject
from shouwang.kernel.people.models import Account, Duty, Membership, Person, Team, TeamTemplate, TemplateSlot


@dataclass(frozen=True)
class Slot:
    """A numbered place of a template: what the room calls it, how few, how many (None: any number)."""

    number: int
    words: str = ""
    words_en: str = ""
    fewest: int = 1
    most: int | None = None


@transaction.atomic
def make_template(*, by: Actor, name: str, slots: Collection[Slot], name_en: str = "") -> TeamTemplate:
    """A pattern for teams. The numbers are the pattern; what they are called is the room's own affair."""
    template = TeamTemplate.objects.create(name=name, name_en=name_en)
    TemplateSlot.objects.bulk_create(
        TemplateSlot(
            template=template,
            number=slot.number,
            words=slot.words,
            words_en=slot.words_en,
            fewest=slot.fewest,
            most=slot.most,
        )
        for slot in slots
    )
    journal.record(by=by, verb="template.made", of=Subject("template", str(template.pk), name))
    return template


@transaction.atomic
def leave_team(*, by: Actor, membership: Membership) -> None:
    """Take somebody out of a team."""
    team = membership.team
    journal.record(
        by=by,
        verb="team.left",
        of=_team(team),
        room=team.room_id,
        detail=_who(membership),
    )
    membership.delete()


@transaction.atomic
def disband(*, by: Actor, team: Team) -> None:
    """Nothing more is handed to the team; what it did stays under its name."""
    team.is_active = False
    team.save(update_fields=["is_active"])
    journal.record(by=by, verb="team.disbanded", of=_team(team), room=team.room_id)


@transaction.atomic
def name_slots(*, by: Actor, template: TeamTemplate, slots: Collection[Slot]) -> None:
    """The room's own words for a template's slots, how few and how many; slots left out go. Then it is no example."""
    for slot in slots:
        TemplateSlot.objects.update_or_create(
            template=template,
            number=slot.number,
            defaults={"words": slot.words, "words_en": slot.words_en, "fewest": slot.fewest, "most": slot.most},
        )
    TemplateSlot.objects.filter(template=template).exclude(number__in=[slot.number for slot in slots]).delete()
    template.is_example = False
    template.save(update_fields=["is_example"])
    journal.record(by=by, verb="template.named", of=Subject("template", str(template.pk), template.name))


@transaction.atomic
def form_team(*, by: Actor, room: Room, name: str, name_en: str = "", template: TeamTemplate | None = None) -> Team:
    """Form a team, empty at first."""
    team = Team.objects.create(room=room, name=name, name_en=name_en, template=template)
    journal.record(by=by, verb="team.formed", of=Subject("team", str(team.pk), name), room=room.pk)
    return team


@transaction.atomic
def join_team(
    *, by: Actor, team: Team, account: Account | None = None, person: Person | None = None, slot: int = 1
) -> Membership:
    """Put somebody into a slot, by their account or, without one, as a person. Raises ValueError: a full slot, not one."""
    if (account is None) == (person is None):
        raise ValueError("an account or a person")
    who = {"account": account} if account else {"person": person}
    if team.template and (pattern := team.template.slots.filter(number=slot).first()) and pattern.most is not None:
        taken = team.memberships.filter(slot=slot).exclude(**who).count()
        if taken >= pattern.most:
            raise ValueError("slot full")
    membership, _ = Membership.objects.update_or_create(team=team, **who, defaults={"slot": slot})
    journal.record(by=by, verb="team.joined", of=_team(team), room=team.room_id, detail=_who(membership))
    return membership


@transaction.atomic
def put_on_duty(*, by: Actor, room: Room, account: Account, starts_at: datetime, ends_at: datetime) -> Duty:
    """Put somebody on duty from when to when."""
    duty = Duty.objects.create(room=room, account=account, starts_at=starts_at, ends_at=ends_at)
    journal.record(by=by, verb="duty.set", of=subject(account), room=room.pk, detail=_span(starts_at, ends_at))
    return duty


@transaction.atomic
def take_off_duty(*, by: Actor, duty: Duty) -> None:
    """Somebody is not on duty then after all."""
    detail = _span(duty.starts_at, duty.ends_at)
    journal.record(by=by, verb="duty.dropped", of=subject(duty.account), room=duty.room_id, detail=detail)
    duty.delete()


def _team(team: Team) -> Subject:
    return Subject("team", str(team.pk), team.name)


def _who(membership: Membership) -> str:
    """An account by name; a person by number, for the journal outlives what they are called."""
    return membership.account.name if membership.account else str(membership.person_id)


def _span(starts_at: datetime, ends_at: datetime) -> str:
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return f"{start:%Y-%m-%d %H:%M} – {end:%Y-%m-%d %H:%M}"
