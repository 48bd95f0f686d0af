"""What people may ask of the room: what is held of them, a copy of it; and what they agreed to."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.matters.held import Held, copy_of, held
from shouwang.kernel.matters.queries import reporters_of, visible
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people import actions
from shouwang.kernel.people.holdings import Holding, holdings, standing_in
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import (
    actor,
    consents,
    open_person,
    persons,
    persons_called,
    persons_with,
    same_human,
    without_number,
)
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.for_request import along, said_of, wanted_by
from shouwang.surfaces.desk.forms.settings.rights import DATA, Copy, Find, Sought
from shouwang.surfaces.desk.person_copy import copy_values
from shouwang.surfaces.desk.persons import (
    SHOWN,
    consent_text,
    masked,
    matter_rows,
    purpose_words,
    remains,
    row_words,
    stands_in,
    totals,
)
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.systems.care.queries.holdings import cared_for
from shouwang.systems.services.actions.rights import note_copy, note_taken_back
from shouwang.systems.services.papers.held import HELD
from shouwang.systems.services.queries.rights import Request
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Question, Row, Verb

NO_NUMBER = "no-number"
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.PERSON_ERASE)
def rights(request: DeskRequest) -> HttpResponse:
    """Find somebody by a number: nobody else's row stands beside them. The search is written down, the number is not."""
    wanted = wanted_by(request)
    form = Find(sent(request), code=request.room.code, with_name=wanted is not None)
    blocks = []
    if form.is_bound and form.is_valid():
        found = _found(request, form.cleaned_data["who"])
        actions.note_search(by=actor(request.user), room=request.room, found=len(found))
        rows = [_person_row(same, wanted) for same in _humans(found)]
        advice = _("Nobody left this number here. It may be written inside a text: try the search.")
        blocks.append(Block(_("Found"), rows=rows, empty=_("Nobody"), advice=advice, icon="user-search"))
    elif NO_NUMBER in request.GET:
        rows = [_person_row([one], wanted) for one in without_number(request.user, request.room)[:SHOWN]]
        blocks.append(Block(_("They agreed to something and left no number"), rows=rows, empty=_("Nobody")))
    lead = _(
        "Somebody asks what the room holds of them, wants a copy, or to be forgotten. Answer within 15 working days."
    )
    ask = Ask(form, _("Find a person"), pgettext("search", "Look"))
    here = along(reverse("desk-settings:rights"), wanted)
    unknown = f"{here}{'&' if '?' in here else '?'}{NO_NUMBER}=1"
    verbs = [
        Verb(_("Requests about data"), reverse("desk-services:requests"), icon="shield-check"),
        Verb(_("Who left no number"), unknown, icon="user-search"),
    ]
    return page(request, _("People's rights"), *blocks, lead=lead, asks=[ask], said=said_of(wanted), verbs=verbs)


def _humans(found: Sequence[Person]) -> list[list[Person]]:
    """The rows found, those of one human together: who came twice is one."""
    humans: list[list[Person]] = []
    for one in found:
        if not any(one in rows for rows in humans):
            humans.append(same_human(one))
    return humans


@both
@staff(Permission.PERSON_ERASE)
def person(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What is held of one person, in every row that shares a number with this one; a copy of it to hand over.

    Of one who was forgotten: what is left.
    """
    one, wanted = get_object_or_404(persons(request.user), pk=pk), wanted_by(request)
    rows = same_human(one)
    what, files = held(rows), holdings(request.user, rows)
    choices = [(str(share.person.pk), row_words(share)) for share in what.shares]
    form = Copy(sent(request, "copy"), rows=choices, shape=moments.language())
    if form.is_bound and form.is_valid() and not one.erased_at:
        try:
            return _copy(request, rows, files, form, wanted)
        except NoChineseFont as wrong:
            form.add_error("shape", str(wrong))
    is_shown = request.method == "POST" and request.POST.get("act") == "show"
    for row in rows:
        actions.note_look(by=actor(request.user), person=row, verb="person.seen" if is_shown else "person.looked_up")
    agreed = [_consent_row(each, wanted) for each in consents(request.user).filter(person__in=rows)]
    blocks = [
        _facts(one, what, files, is_shown, wanted),
        Block(_("What they agreed to"), rows=agreed, empty=_("Nothing yet"), icon="handshake"),
        Block(_("Their matters"), rows=matter_rows(what.matters), empty=_("None"), icon="inbox"),
        *stands_in(files),
    ]
    ask = Ask(form, _("Make a copy to hand over"), _("Make the file"), act="copy", gives_file=True)
    up = (_("People's rights"), along(reverse("desk-settings:rights"), wanted))
    title = _("A person who was forgotten") if one.erased_at else _("What is held of a person")
    return page(request, title, *blocks, up=up, asks=[] if one.erased_at else [ask], said=said_of(wanted))


@both
@staff(Permission.PERSON_ERASE)
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They take a consent back, asked first: what rests on it ends. The room goes on helping them."""
    one, wanted = get_object_or_404(consents(request.user), pk=pk, withdrawn_at=None), wanted_by(request)
    back = along(reverse("desk-settings:person", args=[one.person_id]), wanted)
    if request.method == "POST":
        actions.withdraw_consent(by=actor(request.user), consent=one)
        if wanted:
            note_taken_back(by=request.user, request=wanted)
        messages.success(request, _("Taken back. They are helped all the same."))
        return redirect(back)
    question = Question(
        title=_("They take their consent back?"),
        text=_(
            "What rests on it ends now. With the consent to be visited, the visits end and what was written of them is "
            "deleted at once; this can't be undone. They are helped all the same."
        ),
        verb=_("Take it back"),
        back_href=back,
        tone="danger",
        facts=[Fact(pgettext("person", "Who"), masked(one.person)), Fact(_("What for"), purpose_words(one.purpose))],
    )
    return render(request, "ui/confirm.html", {"question": question})


def _found(request: DeskRequest, sought: Sought) -> list[Person]:
    if sought.reference:
        return _in_matter(request, sought.reference)
    if sought.case:
        return cared_for(request.user, request.room, sought.case)
    if sought.name:
        return persons_called(request.user, request.room, sought.name)[:SHOWN]
    return persons_with(request.user, request.room, phone=sought.phone, identity=sought.identity)


def _in_matter(request: DeskRequest, reference: str) -> list[Person]:
    """Who brought it, and who stands in it, as far as the officer may see it."""
    found = {one.pk: one for one in reporters_of(request.user, request.room, reference)}
    matter = visible(request.user).filter(room=request.room, reference=reference).first()
    if matter:
        found |= {one.pk: one for one in standing_in(request.user, matter.pk)}
    return list(found.values())


def _copy(
    request: DeskRequest, rows: Sequence[Person], files: Sequence[Holding], form: Copy, wanted: Request | None
) -> HttpResponse:
    """Everything of the chosen rows as a file; who else shares the number is left out, with the reason.

    Raises NoChineseFont without a font for the paper: then nothing was made.
    """
    chosen = [row for row in rows if str(row.pk) in form.chosen()]
    shape, name = form.cleaned_data["shape"], f"person-{chosen[0].pk.hex[-8:]}"
    if shape == DATA:
        theirs = [one for one in files if str(one.person) in form.chosen()]
        content = json.dumps(copy_of(chosen, theirs), ensure_ascii=False, indent=2).encode()
        response = HttpResponse(content, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    else:
        number = wanted.matter.reference if wanted else ""
        pdf = to_pdf(HELD, copy_values(request.user, chosen, number, shape), shape)
        response = HttpResponse(pdf, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    _note_copy(request, rows, chosen, form, wanted)
    return response


def _note_copy(
    request: DeskRequest, rows: Sequence[Person], chosen: Sequence[Person], form: Copy, wanted: Request | None
) -> None:
    if wanted:
        note_copy(by=request.user, request=wanted)
    for row in chosen:
        actions.note_look(by=actor(request.user), person=row, verb="person.copied")
    others = [row for row in rows if row not in chosen]
    actions.leave_out(
        by=actor(request.user), rows=others, beside=chosen, reason=form.cleaned_data.get("why_left_out", "")
    )


def _person_row(rows: Sequence[Person], wanted: Request | None) -> Row:
    """One human, who may stand in several rows."""
    one = rows[0]
    href = along(reverse("desk-settings:person", args=[one.pk]), wanted)
    n = sum(row.matters.count() for row in rows)
    facts = [*dict.fromkeys(purpose_words(row.purpose) for row in rows)]
    facts.append(ngettext("%(n)s matter", "%(n)s matters", n) % {"n": n})
    if len(rows) > 1:
        facts.append(_("written down %(n)s times") % {"n": len(rows)})
    when, exact = moments.ago(one.created_at), moments.exact(one.created_at)
    return Row(masked(one), href, when=when, exact=exact, facts=facts, verb=Verb(_("Open"), href))


def _facts(
    one: Person, what: Held, files: Sequence[Holding], is_shown: bool, wanted: Request | None
) -> Block:  # fmt: skip
    facts = [
        Fact(pgettext("person", "Who"), masked(one)),
        Fact(_("Noted"), moments.ago(one.created_at), note=moments.exact(one.created_at)),
        Fact(_("What for"), purpose_words(one.purpose), note=str(Person.LegalBasis(one.legal_basis).label)),
    ]
    if is_shown:
        facts += [fact for share in what.shares for fact in _said(share.person)]
    if one.erased_at:
        facts += remains(what)
        return Block(_("Forgotten %(when)s") % {"when": moments.exact(one.erased_at)}, facts=facts)
    facts += totals(what, files)
    here, forget = (along(reverse(f"desk-settings:{name}", args=[one.pk]), wanted) for name in ("person", "forget"))
    verbs = [Verb(_("Forget them…"), forget, tone="danger", icon="eye-off")]
    if not is_shown:
        verbs.insert(0, Verb(_("Show who it is"), here, post=True, icon="eye", fields={"act": "show"}))
    return Block(_("What is held"), facts=facts, verbs=verbs)


def _said(one: Person) -> list[Fact]:
    said = open_person(one)
    names = {"name": _("Name"), "phone": _("Phone"), "identity": _("ID number"), "address": _("Address")}
    return [Fact(words, said[name], missing=_("not given")) for name, words in names.items()]


def _consent_row(one: Consent, wanted: Request | None) -> Row:
    withdraw_href = along(reverse("desk-settings:withdraw-consent", args=[one.pk]), wanted)
    is_over = one.withdrawn_at is not None
    return Row(
        purpose_words(one.purpose),
        when=moments.ago(one.given_at),
        exact=moments.exact(one.given_at),
        facts=[masked(one.person), consent_text(one)],
        pills=[Pill(_("taken back"))] if is_over else [],
        verb=None if is_over else Verb(_("They take it back"), withdraw_href),
    )
