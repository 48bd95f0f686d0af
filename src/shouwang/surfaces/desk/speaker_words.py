"""How loudspeakers and what they play are told at the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any  # a Speaker, an Item below are Any: pages do not know the tables

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from shouwang.surfaces.desk.words import Words, in_a_line
from shouwang.systems.outreach.airtime import Quiet
from shouwang.systems.outreach.queries.airing import EXPIRED, FULL, NO_SOUND, QUIET, Heard
from shouwang.ui import moments
from shouwang.ui.parts import Pill

# Why a playing that a plan names is none.
NOT_PLANNED: dict[str, Words] = {
    QUIET: gettext_lazy("quiet hours"),
    FULL: gettext_lazy("other campaigns take the time"),
    NO_SOUND: gettext_lazy("no recording is approved yet"),
    EXPIRED: gettext_lazy("the campaign is over by then"),
}
WHYS: dict[str, Words] = {
    "expired": gettext_lazy("its time was over"),
    "quiet": gettext_lazy("quiet hours"),
    "late": gettext_lazy("too late"),
    "checksum": gettext_lazy("the file was damaged"),
    "device": gettext_lazy("the loudspeaker did not answer"),
    "preempted": gettext_lazy("something urgent came"),
    "stopped": gettext_lazy("the player was stopped"),
    "called_off": gettext_lazy("called off"),
    "operator": gettext_lazy("the operator said so"),
    "failed": gettext_lazy("went wrong"),
    "skipped": gettext_lazy("not played"),
    "cut": gettext_lazy("cut short"),
    "": pgettext_lazy("playing", "nothing was reported"),
}
# Why a plan ended of itself; else somebody wrote why.
ENDED: dict[str, Words] = {
    "calmed": gettext_lazy("the campaign is not urgent any more"),
    "expired": gettext_lazy("its time was over"),
    "taken_down": gettext_lazy("taken down"),
}


def ended(because: str) -> str:
    """Why a plan ended."""
    return str(ENDED.get(because, because))


def state(speaker: Any, now: datetime) -> Pill:
    """Whether it lives."""
    if not speaker.is_active:
        return Pill(_("retired"), "grey")
    if not speaker.plays_itself:
        return Pill(_("by the operator"), "blue")
    if speaker.last_heard_at is None:
        return Pill(_("never heard of"), "amber")
    return Pill(_("silent"), "red") if speaker.is_silent(now) else Pill(_("ready"), "green")


def heard_of(speaker: Any) -> str:
    """When the player was heard of last."""
    if not speaker.plays_itself or not speaker.is_active:
        return ""
    if speaker.last_heard_at is None:
        return _("set it up with its key")
    return _("heard of %(ago)s") % {"ago": moments.ago(speaker.last_heard_at)}


def quiet_words(spans: Sequence[Quiet]) -> str:
    return in_a_line(f"{begins:%-H:%M}–{ends:%-H:%M}" for begins, ends in spans)


def second(moment: datetime) -> str:
    """To the second: it is compared with what people heard."""
    return f"{timezone.localtime(moment):%-H:%M:%S}"


def outcome(item: Any, now: datetime) -> Pill:
    """What is known of a playing."""
    report = getattr(item, "report", None)
    if report is not None:
        word = str(report.get_outcome_display())
        tone = {"played": "green", "cut": "amber", "skipped": "amber", "failed": "red"}[report.outcome]
        if report.said_by_id:
            return Pill(_("%(word)s, by a person's word") % {"word": word}, "blue")
        return Pill(word, tone)  # type: ignore[arg-type]
    if item.state == "called_off":
        return Pill(_("called off"), "grey")
    if item.at > now:
        return Pill(_("planned"), "blue")
    if item.expires_at > now:
        return Pill(_("waits for a report"), "amber")
    return Pill(str(WHYS[""]), "amber")


def told(item: Any) -> list[str]:
    """What the player said of it, and how it was woken."""
    facts = []
    report = getattr(item, "report", None)
    if report is not None and report.began_at:
        facts.append(_("began %(at)s") % {"at": second(report.began_at)})
        n = round(report.seconds)
        facts.append(ngettext("%(n)s second heard", "%(n)s seconds heard", n) % {"n": n})
    if report is not None and report.why:
        facts.append(str(WHYS[report.why]))
    calls = [_call(wake) for wake in item.wakes.all() if wake.kind == "play" and wake.sent_at]
    return [*calls, *facts]


def _call(wake: Any) -> str:
    """When it was woken, and what its player said to that."""
    said = _("woken %(at)s") % {"at": second(wake.sent_at)}
    if wake.refused_at:
        return f"{said} · {_('refused')}"
    return f"{said} · {_('answered %(at)s') % {'at': second(wake.taken_at)}}" if wake.taken_at else said


def heard_words(found: Heard) -> str:
    """At how many places a campaign was heard."""
    if not found.planned:
        return _("It was planned at no place yet.")
    words = ngettext("Heard at %(n)s of %(of)s place", "Heard at %(n)s of %(of)s places", found.planned)
    said = words % {"n": found.played, "of": found.planned}
    if found.told:
        more = ngettext("%(n)s more by the operator's word", "%(n)s more by the operator's word", found.told)
        said = f"{said} · {more % {'n': found.told}}"
    return said
