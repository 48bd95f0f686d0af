"""Telling who was called to a session; and calling off what can't take place any more, so that nobody waits in vain."""

from collections.abc import Iterable

from django.utils.translation import gettext

from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices import actions as notices
from shouwang.systems.mediation.models import Seat, Session
from shouwang.systems.mediation.queries.standing import CHINA

CALLED = "mediation.called"
OFF = "mediation.called_off"


def call_off_all(who: Actor, matter: Matter, sessions: Iterable[Session], reason: str) -> None:
    """None of them takes place; the table is told, and its time is free for others again."""
    for session in sessions:
        session.state, session.off_because = Session.State.OFF, reason[:300]
        session.save(update_fields=["state", "off_because"])
        tell_table(who, matter, session, OFF)


def tell_table(who: Actor, matter: Matter, session: Session, template: str, seats: Iterable[Seat] = ()) -> None:
    """Tell those of the session's table, or these of it, who work with this program; not whoever does it."""
    place = gettext("see the dispute's page") if matter.is_sheltered else session.where  # mail is read over shoulders
    for seat in seats or session.seats.select_related("member__account"):
        account = seat.member.account if seat.member else None
        if account is None or not seat.stands or str(account.pk) == who.id:
            continue
        notices.tell(
            key=f"{session.pk}:{template}",
            account=account,
            room=matter.room,
            template=template,
            words={
                "number": matter.reference,
                "when": f"{session.starts_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
                "where": place,
            },
            about=Subject("matter", str(matter.pk), matter.reference),
        )
