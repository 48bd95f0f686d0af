"""Matters as lines of a list, in ready strings: 25 rows cost no query of their own, save one for those that a part leads."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.lib import words as times
from shouwang.surfaces.desk.led import Led, led
from shouwang.surfaces.desk.words import STATES, VERBS, name_of
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Tone, Verb

SHOWN = (
    "reference", "kind", "topic", "title", "state", "is_urgent", "is_record", "received_at", "ended_at", "due_at",
    "owner__name", "owner__name_en", "team__name", "team__name_en",
)  # fmt: skip


def loaded(matters: Matters) -> Matters:
    """The matters with what a row shows, and no more."""
    return matters.select_related("owner", "team").only(*SHOWN)


def rows_of(
    matters: Iterable[Matter], held: Collection[str], now: datetime, alike: Collection[UUID] = frozenset()
) -> list[Row]:
    """One Row each; the button is the next step if the viewer may take it. `alike` may belong to another matter.

    What a part leads by its own procedure says that one's next step and leads to that one's page.
    """
    shown = list(matters)
    by_parts = led(shown, held)
    return [_row(matter, by_parts.get(matter.pk), held, now, matter.pk in alike) for matter in shown]


def _row(matter: Matter, part: Led | None, held: Collection[str], now: datetime, is_alike: bool) -> Row:
    when, exact, tone = when_of(matter, now)
    href = part.href if part else reverse("desk:matter", args=[matter.pk])
    step = lifecycle.next_step(matter.state, has_taker=matter.has_taker)
    return Row(
        title=kinds.as_read(matter.kind, matter.title),
        href=href,
        when=when,
        exact=exact,
        tone=tone,
        number=kind_name(matter),
        facts=[matter.reference, *_facts(matter, step, part)],
        verb=_led_verb(part, held) if part else _verb(matter, step, href, held),
        pills=list(_pills(matter, is_alike)),
        mark=f"m-{matter.pk}",
    )


def _pills(matter: Matter, is_alike: bool) -> Iterator[Pill]:
    if not matter.is_open:
        return
    if matter.is_urgent:
        yield Pill(_("urgent"), "red", "zap")
    if is_alike:
        yield Pill(_("perhaps told before"), "blue", "merge")


def kind_name(matter: Matter) -> str:
    """The kind in words; a kind no longer known is shown as it is."""
    try:
        return str(kinds.get(matter.kind).name)
    except KeyError:
        return matter.kind


def when_of(matter: Matter, now: datetime) -> tuple[str, str, Tone]:
    """How late, how long it waits, or by when: the words, the exact moment, the tone."""
    if matter.ended_at is not None:
        tone: Tone = "green" if matter.state == lifecycle.CLOSED else "grey"
        return moments.ago(matter.ended_at, now), moments.exact(matter.ended_at), tone
    if matter.due_at is None:
        return (_("past record") if matter.is_record else _("paused")), "", "grey"
    exact = moments.exact(matter.due_at)
    if matter.due_at < now:
        return moments.until(matter.due_at, now), exact, "red"
    if matter.state == lifecycle.COLLECTED:
        waited = _("waited %(time)s") % {"time": length(now - matter.received_at)}
        return times.closed_up(waited), exact, "amber"
    local = timezone.localtime(matter.due_at)
    if local.date() != timezone.localtime(now).date():
        return moments.until(matter.due_at, now), exact, "blue"
    is_soon = matter.due_at - now < timedelta(minutes=times.SOON)
    return (
        moments.until(matter.due_at, now) if is_soon else _("today %(time)s") % {"time": f"{local:%H:%M}"},
        exact,
        "amber",
    )


def length(passed: timedelta) -> str:
    """A time in its largest unit: 41 分钟, 3 小时, 2 天."""
    minutes = max(0, int(passed.total_seconds()) // 60)
    for unit in (times.DAY, times.HOUR):
        if minutes >= unit:
            minutes -= minutes % unit
            break
    return times.duration(minutes, moments.language())


def longest(passed: timedelta) -> str:
    """How long the first of those who wait has waited."""
    return times.closed_up(_("the longest: %(time)s") % {"time": length(passed)})


def _facts(matter: Matter, step: lifecycle.Step | None, part: Led | None) -> list[str]:
    taker = " / ".join(name_of(taker) for taker in (matter.owner, matter.team) if taker)
    if part and part.following:
        following = _("next: %(step)s") % {"step": part.following}
        return [taker, following] if taker else [following]
    if step is None or kinds.is_led_by_part(matter.kind):
        return [taker, str(STATES[matter.state])] if taker else [str(STATES[matter.state])]
    following = _("next: %(step)s") % {"step": VERBS[step.verb].button}
    return [taker, following] if taker else [following]


def _led_verb(part: Led, held: Collection[str]) -> Verb | None:
    if not part.following:
        return None
    return Verb(part.following if part.worker in held else _("Look"), part.href)


def _verb(matter: Matter, step: lifecycle.Step | None, href: str, held: Collection[str]) -> Verb | None:
    if step is None:
        return None
    if step.who not in held or kinds.is_led_by_part(matter.kind):  # its part begins with it on its page
        return Verb(_("Look"), href)
    return Verb(str(VERBS[step.verb].button), f"{href}#next", tone="primary" if step.verb == "accept" else "plain")
