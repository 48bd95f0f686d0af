"""Forgetting a person: what goes is shown and chosen first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.matters.actions.erasing import Choice, Erased, LeftOut, erase_person
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.matters.held import Held, held, mentions
from shouwang.kernel.people.actions import note_look
from shouwang.kernel.people.holdings import holdings
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, persons, same_human
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.for_request import along, said_of, wanted_by
from shouwang.surfaces.desk.forms.settings.rights import Erase
from shouwang.surfaces.desk.persons import file_words, masked, matter_rows, mention_words, row_words, stands_in, totals
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.services.actions.rights import DELETE, erase
from shouwang.systems.services.queries.rights import Report, Request
from shouwang.systems.services.queries.visits import Booked, is_at_door, to_come
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.PERSON_ERASE)
def forget(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What erasing would take from every row of theirs, and the form that does it."""
    one, wanted = get_object_or_404(persons(request.user), pk=pk), wanted_by(request)
    if one.erased_at:
        return redirect("desk-settings:person", pk=pk)
    rows = same_human(one)
    what, named, coming = held(rows), mentions(request.user, rows), to_come(rows)
    form = Erase(
        sent(request),
        rows=[(str(share.person.pk), row_words(share)) for share in what.shares],
        desk_files=[(str(one.pk), file_words(one)) for one in what.desk_files],
        elsewhere=[(str(one.matter.pk), mention_words(one)) for one in named],
        certain=[str(one.matter.pk) for one in named if one.by_number],
        calls_off=bool(coming),
        asks_more=bool(wanted and wanted.matter.topic != DELETE),
    )
    if form.is_bound and form.is_valid() and _erased(request, rows, form, wanted):
        return redirect("desk-services:request", pk=wanted.pk) if wanted else redirect("desk-settings:person", pk=pk)
    for row in rows:
        note_look(by=actor(request.user), person=row, verb="person.looked_up")
    return _page(request, one, what, Going(form, rows, coming), wanted)


@dataclass(frozen=True)
class Going:
    """Who is to be forgotten: the form that asks how, the rows, the visits still to come."""

    form: Erase
    rows: Sequence[Person]
    coming: Sequence[Booked]


def _page(request: DeskRequest, one: Person, what: Held, going: Going, wanted: Request | None) -> HttpResponse:
    files = holdings(request.user, going.rows)
    coming = [Block(_("A visit is still to come"), rows=[_visit_row(each) for each in going.coming], icon="calendar")]
    blocks = [
        *(coming if going.coming else []),
        Block(_("What is held"), facts=[Fact(pgettext("person", "Who"), masked(one)), *totals(what, files)]),
        Block(_("Their matters"), rows=matter_rows(what.matters), empty=_("None"), icon="inbox"),
        *stands_in(files),
    ]
    ask = Ask(going.form, _("Forget them"), _("Forget them for good"), tone="danger")
    up = (_("What is held of a person"), along(reverse("desk-settings:person", args=[one.pk]), wanted))
    said = said_of(wanted) or Said(
        _("Did they ask for it?"),
        _("Then begin from their request under “Requests about data”: only so a report of what was deleted is made."),
    )
    return page(request, _("Forget a person"), *blocks, up=up, asks=[ask], said=said)


def _visit_row(visit: Booked) -> Row:
    at = visit.said_at
    when = moments.exact(at) if at else _("no time yet")
    who = [name_of(visit.account)] if visit.account else []
    note = _("a colleague is at the door: finish the visit first") if is_at_door(visit) else _("is called off with it")
    href = reverse("desk:matter", args=[visit.pk])
    return Row(visit.matter.title, href, number=visit.matter.reference, when=when, facts=[*who, note])


def _erased(request: DeskRequest, rows: list[Person], form: Erase, wanted: Request | None) -> bool:
    """Whether it was done; not while a colleague stands at their door."""
    try:
        with transaction.atomic():
            _erase(request, rows, form, wanted)
    except NotAllowedNow:
        form.add_error(None, _("A colleague is at their door now. Finish the visit, then delete."))
        return False
    return True


def _erase(request: DeskRequest, rows: list[Person], form: Erase, wanted: Request | None) -> None:
    """For a request its account is kept too: what was really deleted, for the report to hand over."""
    said, chosen = form.cleaned_data, set(form.chosen())
    going = [row for row in rows if str(row.pk) in chosen]
    choice = Choice(
        with_words=said["with_words"],
        desk_files=[UUID(key) for key in form.ticked("desk_files")],
        elsewhere=[UUID(key) for key in form.ticked("elsewhere")],
    )
    left = LeftOut([row for row in rows if str(row.pk) not in chosen], said.get("why_left_out", ""))
    done: Erased | Report
    if wanted:
        done = erase(
            by=request.user, request=wanted, rows=going, reason=said["reason"], choice=choice, left_out=left,
            asked=said.get("asked", ""),
        )  # fmt: skip
    else:
        done = erase_person(by=actor(request.user), rows=going, reason=said["reason"], choice=choice, left_out=left)
    words = ngettext(
        "Forgotten, in %(n)s matter. Numbers, dates and counts stay.",
        "Forgotten, in %(n)s matters. Numbers, dates and counts stay.",
        done.matters,
    )
    messages.success(request, words % {"n": done.matters})
    if done.kept:
        kept = _(
            "They stand in a file that the law says must be kept. There the name stays until the file's time is over."
        )
        messages.warning(request, kept)
