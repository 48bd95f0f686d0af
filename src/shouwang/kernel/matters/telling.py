"""Who is told what when something happens to a matter: people by notices, other programs by events. Numbers, no names.

Registered with `events` in MattersConfig.ready(); the worker calls it a moment after the act.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions.thanks import UNHAPPY
from shouwang.kernel.matters.events import Happened
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices import wording
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import above

# What became late longer ago than this is no news: the PC may have been off over a long weekend, not longer.
NEWS = timedelta(days=4)

wording.register(
    "matter.received",
    subject=_("New: %(kind)s %(number)s"),
    body=_("%(kind)s, %(topic)s. It waits to be accepted."),
)
wording.register(
    "matter.urgent",
    subject=_("Urgent: %(kind)s %(number)s"),
    body=_("%(kind)s, %(topic)s. It is urgent and waits to be accepted."),
)
wording.register(
    "matter.assigned",
    subject=_("Handed to you: %(number)s"),
    body=_("%(kind)s, %(topic)s. It was handed to you or your team."),
)
wording.register(
    "matter.reporter_words",
    subject=_("New words on %(number)s"),
    body=_("Whoever brought %(number)s added something. Read it and answer."),
)
wording.register(
    "matter.withdrawn",
    subject=_("Withdrawn: %(number)s"),
    body=_("Whoever brought %(number)s took it back. Nothing more needs to be done."),
)
wording.register(
    "matter.alone",
    subject=_("By itself again: %(number)s"),
    body=_("%(number)s was merged into another and is to be seen to by itself now."),
)
wording.register(
    "matter.reported",
    subject=_("To be checked: %(number)s"),
    body=_("The work on %(number)s is done. Somebody other than who did it checks it."),
)
wording.register(
    "matter.sent_back",
    subject=_("Sent back: %(number)s"),
    body=_("The outcome of %(number)s does not hold yet. Read why and go on."),
)
wording.register(
    "matter.moved_up",
    subject=_("Brought up to you: %(number)s"),
    body=_("The room can't settle %(number)s alone. Read why, and say who takes it on."),
)
wording.register(
    "matter.unhappy",
    subject=_("Not satisfied: %(number)s"),
    body=_(
        "Whoever brought %(number)s is not satisfied with how it ended. Look at it again, and ring them if they left a number."
    ),
)
wording.register(
    "matter.again",
    subject=_("Not satisfied, at your desk: %(number)s"),
    body=_("Whoever brought %(number)s is not satisfied, so it is open again. See to it yourself or hand it out anew."),
)
wording.register(
    "matter.late",
    subject=_("Late: %(number)s"),
    body=_("The time for %(number)s is over. Answer, or say why it takes longer."),
)


def hear(happened: Happened) -> None:
    """The listener."""
    matter, entry = happened.matter, happened.entry
    notices.queue_event(
        room=matter.room, event=f"matter.{entry.verb}", event_id=entry.pk, payload=_payload(happened), at=entry.at
    )
    notices.settle(about=_subject(matter), templates=_moot(entry))
    rule = _RULES.get(entry.verb)
    if entry.verb == "reporter_words" and matter.merged_into:
        _tell(happened, matter.merged_into, "matter.reporter_words", _who_sees_to(matter.merged_into))
    if rule is not None and (told := rule(happened)) is not None:
        template, receivers = told
        _tell(happened, matter, template, receivers)


def tell_late(*, now: datetime, limit: int = 200) -> int:
    """Tell of matters that became late, once for each due moment; how many were new."""
    told = 0
    late = Matter.objects.late(now).filter(due_at__gte=now - NEWS).select_related("room", "owner", "team")
    late = late.exclude(kind__in=kinds.reminding(), whole_due_at__isnull=False)
    for matter in late.order_by("-due_at")[:limit]:
        key = f"matter.late:{matter.pk}:{matter.due_at:%Y%m%dT%H%M}"
        for account in _who_sees_to(matter, now):
            told += bool(notices.tell(key=key, account=account, **_letter(matter, "matter.late")))
    return told


def _moot(entry: Entry) -> set[str]:
    """Notices that say nothing new once a matter stands there."""
    state = entry.state
    over = {"matter.received", "matter.urgent"} if state != lifecycle.COLLECTED else set()
    over |= {"matter.reported"} if state != lifecycle.REPORTED else set()
    over |= {"matter.sent_back"} if state != lifecycle.WORKING else set()
    if state in lifecycle.ENDED:
        over |= {"matter.late", "matter.assigned", "matter.moved_up"}
    elif entry.field != UNHAPPY:  # who was told of a bad answer is still told when that opens it again
        over |= {"matter.unhappy"}
    return over | ({"matter.moved_up"} if entry.verb == "move_down" else set())


Told = tuple[str, Iterable[Account]]


def _received(happened: Happened) -> Told:
    matter = happened.matter
    return "matter.urgent" if matter.is_urgent else "matter.received", _audience(matter, Permission.MATTER_ACCEPT)


def _unhappy(happened: Happened) -> Told | None:
    if happened.entry.after != "1":
        return None
    return "matter.unhappy", _audience(happened.matter, Permission.MATTER_CLOSE)


def _again(happened: Happened) -> Told | None:
    if happened.entry.field != UNHAPPY:
        return None
    matter = happened.matter
    return "matter.again", [matter.owner] if matter.owner else above(matter.room, is_county=False)


def _to_takers(template: str) -> Callable[[Happened], Told]:
    return lambda happened: (template, _who_sees_to(happened.matter))


def _to_checkers(happened: Happened) -> Told:
    matter = happened.matter
    if matter.checker is not None:
        return "matter.reported", [matter.checker]
    return "matter.reported", _audience(matter, Permission.MATTER_CHECK, besides=happened.entry.actor)


def _to_those_above(happened: Happened) -> Told:
    is_county = happened.entry.after == Matter.Level.COUNTY
    return "matter.moved_up", above(happened.matter.room, is_county=is_county)


_RULES: dict[str, Callable[[Happened], Told | None]] = {
    "received": _received,
    "assign": _to_takers("matter.assigned"),
    "reporter_words": _to_takers("matter.reporter_words"),
    "withdraw": _to_takers("matter.withdrawn"),
    "unmerge": _to_takers("matter.alone"),
    "report": _to_checkers,
    "send_back": _to_takers("matter.sent_back"),
    "move_up": _to_those_above,
    "rated": _unhappy,
    "reopen": _again,
}


def _who_sees_to(matter: Matter, now: datetime | None = None) -> Iterable[Account]:
    """Its takers, else who accepts; a merged matter is seen to where it went, so only who had it hears of it."""
    takers = _takers(matter)
    return takers if takers or matter.merged_into_id else _audience(matter, Permission.MATTER_ACCEPT, now)


def _audience(
    matter: Matter, permission: Permission, now: datetime | None = None, *, besides: str = ""
) -> list[Account]:
    """Whom to tell of it; of what only those see who may see reporters, nobody else (see queries.visible)."""
    return audience(matter.room, permission, now, besides=besides, is_trusted=_is_kept_close(matter))


def _is_kept_close(matter: Matter) -> bool:
    return matter.is_sheltered or matter.kind in kinds.confidential()


def _takers(matter: Matter) -> list[Account]:
    """The owner, and everybody in the team it was handed to who may see it."""
    found = {matter.owner_id: matter.owner} if matter.owner else {}
    if matter.team_id:
        is_close = _is_kept_close(matter)
        members = Account.objects.filter(memberships__team=matter.team_id, is_active=True)
        found |= {one.pk: one for one in members if not is_close or visible(one).filter(pk=matter.pk).exists()}
    return [account for account in found.values() if account is not None]


def _tell(happened: Happened, about: Matter, template: str, receivers: Iterable[Account]) -> None:
    entry = happened.entry
    letter = _letter(about, template)
    for account in receivers:
        if str(account.pk) != entry.actor:
            notices.tell(key=f"{entry.pk}", account=account, **letter)
    if entry.verb == "received":
        notices.tell_robots(key=f"{entry.pk}", event="matter.received", **letter)


def words_about(matter: Matter) -> dict[str, str | Promise]:
    """What the wordings about a matter may say: its number, kind and topic."""
    topic = kinds.topic_name(matter.kind, matter.topic) or _("no topic yet")
    return {"number": matter.reference, "kind": kinds.get(matter.kind).name, "topic": topic}


def _letter(matter: Matter, template: str) -> dict[str, Any]:
    return {
        "room": matter.room,
        "template": template,
        "words": words_about(matter),
        "about": _subject(matter),
        "urgent": matter.is_urgent,
    }


def _subject(matter: Matter) -> Subject:
    return Subject("matter", str(matter.pk), matter.reference)


def _payload(happened: Happened) -> dict[str, Any]:
    """What other programs learn: no words, no persons. State and version are those just after the entry."""
    matter = happened.matter
    return {
        "id": str(matter.pk),
        "number": matter.reference,
        "kind": matter.kind,
        "topic": matter.topic,
        "state": happened.entry.state,
        "level": matter.level,
        "is_urgent": matter.is_urgent,
        "version": happened.version,
        "due_at": matter.due_at,
    }
