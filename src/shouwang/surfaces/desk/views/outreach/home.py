"""Outreach: the campaigns of the room; those under way first, then drafts, then what is over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any  # a Campaign below is Any: pages do not know the table

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.outreach_words import TONES, state
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.surfaces.desk.views.outreach.hints import hints
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.queries import campaigns
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Verb

MOST = 60


@require_safe
@staff(Permission.OUTREACH_WORK)
def home(request: DeskRequest) -> HttpResponse:
    """What is out, what is written, what was said before."""
    now = timezone.now()
    found = list(campaigns.campaigns(request.user, request.room)[: MOST + 1])
    out = [one for one in found[:MOST] if one.stands(now)]
    drafts = [one for one in found[:MOST] if one.state == lifecycle.DRAFT]
    over = [one for one in found[:MOST] if one not in out and one not in drafts]
    title = _("Over, the newest") if len(found) > MOST else _("Over")
    blocks = [
        *hints(request),
        Block(
            _("Under way"),
            rows=_rows(out, now),
            empty=_("Nothing is out"),
            advice=_(
                "Write what everybody should know once: it becomes words for the loudspeaker, WeChat and the wall."
            ),
            icon="megaphone",
        ),
        *([Block(_("Drafts"), rows=_rows(drafts, now))] if drafts else []),
        *([Block(title, rows=_rows(over, now))] if over else []),
    ]
    verbs = [
        Verb(_("Write a campaign"), reverse("desk-outreach:new"), tone="primary", icon="plus"),
        Verb(_("Calendar of the week"), reverse("desk-outreach:week"), icon="calendar-days"),
    ]
    return page(request, _("Outreach"), *blocks, tabs=tabs(request, "home"), verbs=verbs)


def _rows(found: Iterable[Any], now: datetime) -> list[Row]:
    return [_row(one, now) for one in found]


def _row(one: Any, now: datetime) -> Row:
    href = reverse("desk-outreach:campaign", args=[one.pk])
    pills = [Pill(state(one, now), TONES.get(one.state, "grey") if one.stands(now) or one.state == "draft" else "grey")]
    if one.is_urgent:
        pills.append(Pill(_("urgent"), "red", "siren"))
    until = [_("until %(time)s") % {"time": moments.exact(one.expires_at)}] if one.expires_at else []
    facts = [str(one.get_theme_display()), name_of(one.written_by), *until]
    return Row(one.title, href, facts=facts, pills=pills, verb=Verb(_("Open"), href))
