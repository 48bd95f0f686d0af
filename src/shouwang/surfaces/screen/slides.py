"""What the corridor's display shows one after the other; an urgent campaign shows alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any  # a Campaign or Bulletin below is Any: surfaces do not know the tables

from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.surfaces.public.counts import last_month
from shouwang.surfaces.public.frame import either, hours
from shouwang.surfaces.screen import tips
from shouwang.systems.outreach.queries.bulletins import on_the_wall
from shouwang.systems.outreach.queries.campaigns import slides as campaign_slides
from shouwang.systems.outreach.queries.gatherings import coming
from shouwang.systems.services.queries.visiting import hours_on, is_bookable, visitors
from shouwang.ui.moments import day, exact, weekday

MOST_BULLETINS, MOST_GATHERINGS = 5, 3
MOST_LETTERS = 110  # of one text: more is not read in twelve seconds at three metres
VISITS_LOOKED_FOR = 14  # days ahead


@dataclass(frozen=True)
class Slide:
    """One thing at a time. `numbers` are counts with their words; `source` says whose warning is passed on. After `until`
    it is not shown, also where no network brings what is new."""

    kind: str
    label: str
    title: str
    text: str = ""
    numbers: tuple[tuple[int, str], ...] = ()
    source: str = ""
    until: datetime | None = None
    is_rest: bool = False  # shown only when the others are over


def slides(room: Room, now: datetime) -> list[Slide]:
    """Those of the moment, in their turn."""
    pieces = campaign_slides(room, now)
    urgent = [_campaign(piece) for piece in pieces if piece.campaign.is_urgent]
    if urgent:
        return [*urgent, replace(_hours(room, now), is_rest=True)]
    campaigns = [_campaign(piece) for piece in pieces]
    out = [*campaigns, *_bulletins(room, now), *_gatherings(room, now)]
    return [*out, _tip(now), *_month(room, now), _hours(room, now), *_visits(room, now)]


def _campaign(piece: Any) -> Slide:
    one = piece.campaign
    return Slide(
        "urgent" if one.is_urgent else "campaign",
        _label(one),
        one.title,
        _short(piece.text),
        source=_relayed(one.source, one) if one.is_relayed else "",
        until=one.expires_at,
    )


def _label(one: Any) -> str:
    if one.is_relayed:
        return _("Official warning, relayed")
    return _("Urgent notice") if one.is_urgent else str(one.get_theme_display())


def _relayed(issuer: str, one: Any) -> str:
    """Whose warning it is, of a campaign or a bulletin."""
    said = {"source": issuer, "number": one.number, "level": one.get_level_display(), "when": exact(one.issued_at)}
    return _("Issued by %(source)s, %(when)s: %(level)s, number %(number)s") % said


def _bulletins(room: Room, now: datetime) -> Iterator[Slide]:
    """What hangs on the wall without a campaign of its own."""
    for one in on_the_wall(room, now).filter(campaign=None)[:MOST_BULLETINS]:
        label = _("Official warning, relayed") if one.is_warning else _("On the wall")
        source = _relayed(one.issuer, one) if one.is_warning else ""
        said = _short(either(one.text, one.text_en))
        yield Slide("bulletin", label, either(one.title, one.title_en), said, source=source, until=one.expires_at)


def _gatherings(room: Room, now: datetime) -> Iterator[Slide]:
    """Meetings and evenings announced: what, when, where; nobody's name."""
    for one in coming(room, now)[:MOST_GATHERINGS]:
        title, place = either(one.topic, one.topic_en), either(one.where, one.where_en)
        words = {"when": exact(one.starts_at), "where": place}
        until = one.starts_at + timedelta(minutes=one.minutes_long)
        said = _("%(when)s, %(where)s. Everybody may come.") % words
        yield Slide("gathering", str(one.get_kind_display()), title, said, until=until)


def _tip(now: datetime) -> Slide:
    question, answer = tips.of_day(timezone.localdate(now))
    return Slide("tip", _("Tip of the day"), question, answer)


def _month(room: Room, now: datetime) -> Iterator[Slide]:
    """Last month's figures, as the page "How we count" has them; nobody asked is no satisfaction."""
    month = last_month(room, now)
    thanks = month.thanks
    numbers = [(month.received, _("came in")), (thanks.closed, _("brought to an end"))]
    if thanks.asked:
        numbers += [(thanks.asked, _("asked")), (thanks.answered, _("answered")), (thanks.satisfied, _("satisfied"))]
    span = {"since": day(month.since, now), "last": day(month.last_day, now)}
    if month.received or thanks.closed:
        text = "" if thanks.asked else _("Nobody was asked whether they are satisfied.")
        yield Slide("month", _("%(since)s to %(last)s") % span, _("What the room did"), text, tuple(numbers))


def _hours(room: Room, now: datetime) -> Slide:
    call = (
        _("Telephone %(phone)s. In danger ring 110.") % {"phone": room.phone}
        if room.phone
        else _("In danger ring 110.")
    )
    return Slide("hours", _("The room"), hours(room, now), call)


def _visits(room: Room, now: datetime) -> Iterator[Slide]:
    """When somebody rides out next; without who."""
    if not is_bookable(room):
        return
    today = timezone.localdate(now)
    riders = list(visitors(room))
    for ahead in range(1, VISITS_LOOKED_FOR):
        date = today + timedelta(days=ahead)
        spans = sorted({span for rider in riders for span in hours_on(room, rider, date)})
        if spans:
            times = _(", ").join(f"{opens:%-H:%M}–{closes:%-H:%M}" for opens, closes in spans)
            words = {"day": weekday(timezone.make_aware(datetime.combine(date, time()))), "times": times}
            yield Slide(
                "visits",
                _("Visits at home"),
                _("%(day)s, %(times)s") % words,
                _("Book with your phone: scan the code."),
            )
            return


def _short(text: str) -> str:
    """What fits: whole sentences as far as they do, else cut with a sign for it."""
    plain = " ".join(text.split())
    if len(plain) <= MOST_LETTERS:
        return plain
    cut = plain[:MOST_LETTERS]
    end = max(cut.rfind(sign) for sign in "。！？.!?")
    return cut[: end + 1] if end > MOST_LETTERS // 3 else f"{cut[:-1]}…"
