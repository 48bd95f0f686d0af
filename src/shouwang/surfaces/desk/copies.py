"""A party's own copy of a paper at the desk: the code, shown once and kept nowhere; and which copies were given."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shouwang.kernel.papers.models import Copy
from shouwang.kernel.people.joining import Closed
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.phone_codes import caution_of, for_phones
from shouwang.surfaces.desk.settings_page import Once
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Verb


def once(request: DeskRequest, copy: Copy, secret: str) -> Once:
    """What a page shows this once after `papers.actions.give_copy`; drawn by desk/settings/parts/once.html.

    The page that shows it must be answered with Cache-Control: no-store.
    """
    said = {"day": moments.day(copy.last_moment)}
    text = _(
        "Shown this once. Let them scan it with their own phone: it opens their copy up to and on %(day)s, without a login."
    )
    address = for_phones(request, reverse("public:copy", args=[secret]))
    return Once(_titled(copy), text % said, address, is_scanned=True, caution=caution_of(address))


def rows(copies: Iterable[Copy], take_back: Callable[[Copy], str], now: datetime | None = None) -> list[Row]:
    """Those that were given, whether they were opened, and a button for each that still opens; `take_back` is its address."""
    moment = now or timezone.now()
    return [_row(copy, copy.why_closed(moment), take_back(copy)) for copy in copies]


def _row(copy: Copy, why: Closed | None, take_back: str) -> Row:
    facts = [_("given on %(day)s") % {"day": moments.day(copy.made_at)}]
    if why is None:
        facts.append(_("opens up to and on %(day)s") % {"day": moments.day(copy.last_moment)})
    facts.append(_opened(copy))
    closed = {Closed.REVOKED: Pill(_("taken back")), Closed.EXPIRED: Pill(_("its days are over"))}
    verb = Verb(_("Take it back"), take_back, post=True, icon="undo-2") if why is None else None
    return Row(_titled(copy), facts=facts, verb=verb, pills=[closed[why]] if why else [])


def _opened(copy: Copy) -> str:
    if copy.opened_date is None:
        return _("not opened yet")
    day = date_words(copy.opened_date, timezone.localdate(), moments.language())
    words = ngettext("opened %(n)s time, on %(day)s", "opened %(n)s times, last on %(day)s", copy.opened)
    return words % {"n": copy.opened, "day": day}


def _titled(copy: Copy) -> str:
    return f"{copy.title} · {copy.holder}" if copy.holder else copy.title
