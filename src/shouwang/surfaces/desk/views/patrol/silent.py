"""Shifts nobody hears from: a line on tonight's page, and the numbers of who is in one, for whoever looks after them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.sealed import unseal
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.views.patrol.words import hour, hours_of, shift_name, volunteer_name
from shouwang.systems.patrol.actions.volunteers import look_at
from shouwang.systems.patrol.queries.nights import shift_of
from shouwang.systems.patrol.queries.silent import Why, silent
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Head, Row, Table, Verb

WORDS = {
    Why.NOT_BEGUN: gettext_lazy("nobody has begun"),
    Why.ONE_MISSING: gettext_lazy("not everybody has begun"),
    Why.NO_WORD: gettext_lazy("no word since %(at)s"),
}


@require_safe
@staff(Permission.VOLUNTEER_MANAGE)
def numbers(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Whom to ring. Each look at a number is journalled."""
    shift = there(shift_of(request.user, pk))
    turns = list(
        shift.turns.exclude(volunteer=None).exclude(state="gone").select_related("volunteer__person", "volunteer__room")
    )
    for turn in turns:
        if turn.volunteer:
            look_at(by=request.user, volunteer=turn.volunteer, verb="patrol.number_seen")
    heads = [Head(pgettext("person", "Who")), Head(_("Telephone")), Head(_("Begun")), Head(_("Ended"))]
    table = Table(
        _("Whom to ring"), heads, [_line(turn) for turn in turns], empty=_("Nobody"), hide_caption=True, stacks=True
    )
    context = {"title": f"{shift_name(shift)} · {hours_of(shift)}", "table": table, "shift": shift}
    return render(request, "desk/patrol/numbers.html", context)


def rows(room: Any, *, may_ring: bool) -> Iterator[Row]:
    """A line for each silent shift of the room."""
    for one in silent(timezone.now(), room):
        words = str(WORDS[one.why]) % {"at": hour(one.since)}
        href = reverse("desk-patrol:shift", args=[one.shift.pk])
        call = Verb(_("Ring them"), reverse("desk-patrol:numbers", args=[one.shift.pk]), tone="primary", icon="phone")
        yield Row(
            shift_name(one.shift),
            href,
            when=moments.ago(one.since),
            exact=moments.exact(one.since),
            tone="red",
            facts=[hours_of(one.shift), words],
            verb=call if may_ring else Verb(_("Open"), href),
        )


def _line(turn: Any) -> list[Cell | str]:
    person = turn.volunteer.person
    phone = unseal(person.phone_sealed, record=person.pk)
    return [
        volunteer_name(turn.volunteer),
        Cell(phone, f"tel:{phone}") if phone else Cell(_("not given")),
        hour(turn.began_at) if turn.began_at else _("not yet"),
        hour(turn.ended_at) if turn.ended_at else "",
    ]
