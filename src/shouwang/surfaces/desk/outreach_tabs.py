"""The pages of outreach side by side, each for whom may open it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.rail import shown_count
from shouwang.surfaces.desk.words import Words
from shouwang.systems.outreach.queries.scams import waiting
from shouwang.ui.parts import Tab


@dataclass(frozen=True)
class Page:
    """One of them: its key, its address by name, its word, who may open it."""

    key: str
    address: str
    name: Words
    opens: Permission = Permission.OUTREACH_WORK


PAGES = (
    Page("home", "desk-outreach:home", _("Campaigns")),
    Page("scams", "desk-outreach:scams", _("Is this a scam?"), Permission.SCAM_ANSWER),
    Page("losses", "desk-outreach:losses", _("Losses and rescues")),
    Page("speakers", "desk-outreach:speakers", _("Loudspeakers")),
    Page("quiz", "desk-outreach:quiz", _("Quiz")),
    Page("meetings", "desk-outreach:meetings", _("Meetings and theatre")),
    Page("bulletins", "desk-outreach:bulletins", _("Bulletins"), Permission.BULLETIN_WRITE),
)


def tabs(request: DeskRequest, current: str) -> list[Tab]:
    """The tabs of whoever looks; none where there would be one alone."""
    found = [
        Tab(str(one.name), reverse(one.address), one.key == current, _waiting(request) if one.key == "scams" else "")
        for one in PAGES
        if one.opens in request.held
    ]
    return found if len(found) > 1 else []


def _waiting(request: DeskRequest) -> str:
    """How many wait for the officer's word."""
    return shown_count(waiting(request.room))
