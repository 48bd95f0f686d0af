"""From when to when somebody was in a shift, written down at the desk: from the paper sheet, or for a forgotten phone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.patrol_hours import Hours
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol.words import hours_of, shift_name, volunteer_name
from shouwang.systems.patrol.actions.hours import NotThen, set_hours
from shouwang.systems.patrol.actions.volunteers import look
from shouwang.systems.patrol.queries.turns import turn_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.PATROL_PLAN)
def hours(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They were there from when to when, and how the room knows."""
    turn = there(turn_of(request.user, pk))
    back = reverse("desk-patrol:shift", args=[turn.shift_id])
    form = Hours(sent(request), turn=turn)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            set_hours(
                by=request.user, turn=turn, began_at=said["began"], ended_at=said["ended"], because=said["because"]
            )
        except NotThen:
            words = _("At most an hour before or after the shift, and not in the time to come.")
            form.add_error("ended", words)
        else:
            messages.success(request, _("Written down. It counts as served."))
            return redirect(back)
    facts = [
        Fact(label, moments.exact(at) if at else "", missing=_("not told"))
        for label, at in ((_("Begun"), turn.began_at), (_("Ended"), turn.ended_at))
    ]
    title = _("When were they there?")
    if turn.volunteer:
        look(by=request.user, room=request.room)
        title = _("When was %(name)s there?") % {"name": volunteer_name(turn.volunteer)}
    lead = _("For a sheet on paper or a forgotten phone. That you wrote it down, and why, is in the journal.")
    ask = Ask(form, _("Was there"), _("Write it down"))
    up = (f"{shift_name(turn.shift)} · {hours_of(turn.shift)}", back)
    too_early = turn.shift.starts_at > timezone.now()
    known = Block(_("By the phone so far"), facts=facts)
    return page(request, title, known, lead=lead, up=up, asks=[] if too_early else [ask])
