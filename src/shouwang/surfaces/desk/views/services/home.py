"""Services: what people asked for and still wait for, and the ways to each part."""

from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.rows import loaded, rows_of
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.systems.services.queries import of_services
from shouwang.ui.parts import Verb

MOST = 40


@require_safe
@staff(Permission.MATTER_SEE)
def home(request: DeskRequest) -> HttpResponse:
    """What of the part is open: urgent first, then by when it is due, what stands still last."""
    now = timezone.now()
    waiting = of_services(scope_of(request)).open().order_by("-is_urgent", F("due_at").asc(nulls_last=True), "id")
    shown = list(loaded(waiting)[: MOST + 1])
    block = Block(
        _("The first %(count)s that wait") % {"count": MOST} if len(shown) > MOST else _("Waiting"),
        rows=rows_of(shown[:MOST], request.held, now),
        empty=_("Nobody waits for anything."),
        advice=_("When somebody asks for a hand, write it down with “Register”."),
        icon="hand-helping",
    )
    verbs = []
    if Permission.MATTER_REGISTER in request.held:
        verbs.append(Verb(_("Register"), reverse("desk:register"), tone="primary", icon="plus"))
    return page(request, _("Services"), block, tabs=tabs(request, "home"), verbs=verbs)
