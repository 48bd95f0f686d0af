"""The pages of the services side by side, each for whom may open it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.words import Words
from shouwang.ui.parts import Tab


@dataclass(frozen=True)
class Page:
    """One of them: its key, its address by name, its word, who may open it."""

    key: str
    address: str
    name: Words
    opens: Permission = Permission.SERVICE_WORK


PAGES = (
    Page("home", "desk-services:home", _("Waiting"), Permission.MATTER_SEE),
    Page("errands", "desk-services:errands", _("Errands")),
    Page("visits", "desk-services:visits", _("Home visits")),
    Page("lost", "desk-services:lost", _("Lost and found")),
    Page("asking", "desk-services:asking", _("Were they satisfied?"), Permission.THANKS_ASK),
    Page("catalogue", "desk-services:catalogue", _("Catalogue")),
    Page("elsewhere", "desk-services:elsewhere", _("Who else helps")),
    Page("pledge", "desk-services:pledge", _("What we promise")),
    Page("rights", "desk-services:requests", _("Requests about data"), Permission.PERSON_ERASE),
    Page("figures", "desk-services:figures", _("In numbers")),
)


def tabs(request: DeskRequest, current: str) -> list[Tab]:
    """The tabs of whoever looks; none where there would be one alone."""
    found = [Tab(str(one.name), reverse(one.address), one.key == current) for one in PAGES if one.opens in request.held]
    return found if len(found) > 1 else []
