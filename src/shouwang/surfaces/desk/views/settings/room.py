"""What the room says of itself, and the days that differ from the published calendar."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.ground import actions
from shouwang.kernel.ground.models import WorkdayChange
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.room import RoomFacts, Workday
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.ui.parts import Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.ROOM_EDIT)
def room(request: DeskRequest) -> HttpResponse:
    """Names, phone, hours, address, place on the map."""
    form = RoomFacts(sent(request), room=request.room)
    if form.is_bound and form.is_valid():
        actions.edit_room(by=actor(request.user), room=request.room, **form.cleaned_data)
        messages.success(request, _("Kept. The room's page says it from now on."))
        return redirect("desk-settings:room")
    ask = Ask(form, _("What everybody can read"), _("Save"), fold=("latitude", "longitude"))
    return page(request, _("The room"), lead=_("It stands at the head of the room's public page."), asks=[ask])


@both
@staff(Permission.ROOM_EDIT)
def workdays(request: DeskRequest) -> HttpResponse:
    """Days off and make-up days that the published calendar does not know yet."""
    form = Workday(sent(request))
    if form.is_bound and form.is_valid():
        actions.change_workday(by=actor(request.user), **form.cleaned_data)
        messages.success(request, _("Kept. Clocks count by it from the next step of a matter on."))
        return redirect("desk-settings:workdays")
    since = date(timezone.localdate().year - 1, 1, 1)
    changes = WorkdayChange.objects.filter(date__gte=since).order_by("-date")
    block = Block(
        _("Days of our own"),
        rows=[_row(change) for change in changes],
        empty=_("None: the published calendar holds"),
        advice=_("Enter the State Council's days when they come out before the program is brought up to date."),
        icon="calendar",
    )
    ask = Ask(form, _("Another day"), _("Save"))
    lead = _("Due times count working days. These stand for every room of this installation.")
    return page(request, _("Working days"), block, lead=lead, asks=[ask])


@require_POST
@staff(Permission.ROOM_EDIT)
def forget_workday(request: DeskRequest, day: str) -> HttpResponse:
    """The published calendar holds again for that day."""
    try:
        actions.forget_workday(by=actor(request.user), day=date.fromisoformat(day))
    except ValueError:
        raise Http404 from None
    return redirect("desk-settings:workdays")


def _row(change: WorkdayChange) -> Row:
    is_off = change.kind == WorkdayChange.Kind.HOLIDAY
    return Row(
        date_format(change.date, "Y-m-d l"),
        facts=[change.note] if change.note else [],
        pills=[Pill(str(WorkdayChange.Kind(change.kind).label), "green" if is_off else "blue")],
        verb=Verb(_("Take out"), reverse("desk-settings:forget-workday", args=[change.date.isoformat()]), post=True),
    )
