"""Outreach: the campaigns of the room, those under way first."""

from typing import Any  # a Campaign below is Any: pages do not know the table

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.surfaces.desk.views.outreach.hints import hints
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.queries import campaigns
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Tone

MOST = 50
TONES: dict[str, Tone] = {lifecycle.DRAFT: "amber", lifecycle.RELEASED: "green"}


@require_safe
@staff(Permission.OUTREACH_WORK)
def home(request: DeskRequest) -> HttpResponse:
    """What is written and what is out."""
    rows = [_row(one) for one in campaigns.campaigns(request.user, request.room)[:MOST]]
    block = Block(_("Campaigns"), rows=rows, empty=_("Nothing written yet"), icon="megaphone")
    blocks = [*hints(request), block]
    return page(request, _("Outreach"), *blocks, tabs=tabs(request, "home"))


def _row(one: Any) -> Row:
    return Row(
        one.title,
        facts=[name_of(one.written_by), moments.ago(one.changed_at)],
        pills=[Pill(one.get_state_display(), TONES.get(one.state, "grey"))],
    )
