"""What the room promises (五心), each sentence with how it was kept last month."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.models import Room
from shouwang.lib.periods import Period, Span, period_of
from shouwang.surfaces.public.counts import KEPT_SECONDS
from shouwang.surfaces.public.frame import CHINESE, either, frame, is_read_in_english, shown_room
from shouwang.systems.services.queries.pledge import Kept, kept, sentences
from shouwang.ui.moments import day


@dataclass(frozen=True)
class Shown:
    """One promise as it is read; `lang` where it is not the page's."""

    heart: str
    words: str
    lang: str
    said: str
    how: str


@require_safe
def promise(request: HttpRequest, code: str) -> HttpResponse:
    """All that are shown."""
    room, now = shown_room(code), timezone.now()
    month = period_of(Span.MONTH, timezone.localdate(now)).before
    context = {
        "public": frame(room, now),
        "promises": [_shown(one) for one in counted(room, month) if one.sentence.is_shown],
        "since": day(month.start, now),
        "last": day(month.end - timedelta(days=1), now),
    }
    return render(request, "public/promise.html", context)


def counted(room: Room, month: Period) -> list[Kept]:
    """Each with last month's count, which may be as old as the other figures; a sentence written anew is shown at once."""
    said = sentences(room)
    written = max((one.changed_at for one in said if one.changed_at), default=None)
    key = f"promise:{room.pk}:{month.first:%Y-%m}:{written.isoformat() if written else ''}"
    found: list[Kept] | None = caches["near"].get(key)
    if found is None:
        found = kept(room, said, month.start, month.end)
        caches["near"].set(key, found, KEPT_SECONDS)
    return found


def _shown(one: Kept) -> Shown:
    said = one.sentence
    is_foreign = is_read_in_english() and not said.words_en
    return Shown(
        str(said.heart.label),
        either(said.words, said.words_en),
        CHINESE if is_foreign else "",
        _said(one),
        str(one.measure.how) if one.measure and one.share else "",
    )


def _said(one: Kept) -> str:
    if one.measure is None:
        return ""
    if one.share is None:
        return _("New: shown here once a whole month has passed.")
    if not one.share.of:
        return _("Last month there was nothing to count.")
    if one.measure.is_of_persons:
        return _("Last month: %(share)s %(of)s") % {"share": one.share.outside, "of": one.measure.of}
    words = {"done": one.share.done, "all": one.share.of, "of": one.measure.of}
    return _("Last month: %(done)s of %(all)s %(of)s") % words
