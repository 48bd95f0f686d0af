"""Who is on duty: a week at a time."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Duty
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, duties, people_of
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.teams import OnDuty
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.ui.parts import Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
WEEK = timedelta(days=7)


@both
@staff(Permission.TEAM_MANAGE)
def duty(request: DeskRequest) -> HttpResponse:
    """The week that holds `?day=`, and a form."""
    monday = _monday(request.GET.get("day", ""))
    form = OnDuty(sent(request), people=people_of(request.room).filter(is_active=True), initial={"day": monday})
    if form.is_bound and form.is_valid():
        account = form.cleaned_data["account"]
        with transaction.atomic():
            for starts_at, ends_at in form.spans():
                actions.put_on_duty(
                    by=actor(request.user), room=request.room, account=account, starts_at=starts_at, ends_at=ends_at
                )
        messages.success(request, _("%(name)s is on the plan.") % {"name": name_of(account)})
        return redirect(f"{reverse('desk-settings:duty')}?day={form.cleaned_data['day'].isoformat()}")
    since = timezone.make_aware(datetime.combine(monday, time()))
    planned = list(duties(request.room, since, since + WEEK))
    blocks = [_day(monday + timedelta(days=number), planned) for number in range(7)]
    verbs = [
        Verb(_("Week before"), f"?day={(monday - WEEK).isoformat()}", icon="chevron-left"),
        Verb(_("Week after"), f"?day={(monday + WEEK).isoformat()}", icon="chevron-right"),
    ]
    lead = _("Who is on duty stands on the room's page and is told of what is urgent, at any hour.")
    ask = Ask(form, _("Put on duty"), _("Put on the plan"))
    return page(request, _("Duty plan"), *blocks, lead=lead, asks=[ask], verbs=verbs)


@require_POST
@staff(Permission.TEAM_MANAGE)
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Not on duty then after all."""
    one = get_object_or_404(Duty.objects.select_related("account"), pk=pk, room=request.room)
    day = timezone.localtime(one.starts_at).date()
    actions.take_off_duty(by=actor(request.user), duty=one)
    return redirect(f"{reverse('desk-settings:duty')}?day={day.isoformat()}")


def _monday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def _day(day: date, planned: Iterable[Duty]) -> Block:
    rows = [_row(one) for one in planned if timezone.localtime(one.starts_at).date() == day]
    title = date_format(day, "l m-d") + (_(" (today)") if day == timezone.localdate() else "")
    return Block(title, rows=rows, advice="" if rows else _("Nobody is planned."))


def _row(one: Duty) -> Row:
    start, end = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
    until = f"{end:%H:%M}" if end.date() == start.date() else _("%(time)s next day") % {"time": f"{end:%H:%M}"}
    return Row(
        name_of(one.account),
        facts=[f"{start:%H:%M} – {until}"],
        verb=Verb(_("Take out"), reverse("desk-settings:drop-duty", args=[one.pk]), post=True),
    )
