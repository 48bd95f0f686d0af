"""What people may ask of the room: what is held of them, a copy of it, to be forgotten; and what they agreed to."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.matters.actions import erasing
from shouwang.kernel.matters.held import Held, copy_of, held
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, consents, open_person, persons_with
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.rights import Erase, Find
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import STATES
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50


@both
@staff(Permission.PERSON_ERASE)
def rights(request: DeskRequest) -> HttpResponse:
    """Find somebody by phone; the consents given lately. The search is written down, the number is not."""
    form = Find(sent(request))
    blocks = []
    if form.is_bound and form.is_valid():
        found = persons_with(request.user, request.room, form.cleaned_data["phone"])
        actions.note_search(by=actor(request.user), room=request.room, found=len(found))
        rows = [_person_row(person) for person in found]
        advice = _("Nobody left this number here. It may be written inside a text: try the search.")
        blocks.append(Block(_("Found"), rows=rows, empty=_("Nobody"), advice=advice, icon="user-search"))
    given = [_consent_row(one) for one in consents(request.user, request.room)[:SHOWN]]
    blocks.append(Block(_("What people agreed to"), rows=given, empty=_("Nothing yet"), icon="handshake"))
    lead = _(
        "Somebody asks what the room holds of them, wants a copy, or to be forgotten. Answer within 15 working days."
    )
    ask = Ask(form, _("Find a person"), pgettext("search", "Look"))
    return page(request, _("People's rights"), *blocks, lead=lead, asks=[ask])


@both
@staff(Permission.PERSON_ERASE)
def person(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What is held of one person; what erasing would take, before it does."""
    one = get_object_or_404(Person, pk=pk, room=request.room)
    what = held(one)
    form = Erase(sent(request, "erase"))
    if form.is_bound and form.is_valid() and not one.erased_at:
        said = form.cleaned_data
        erasing.erase_person(by=actor(request.user), person=one, reason=said["reason"], with_words=said["with_words"])
        messages.success(request, _("Forgotten. Numbers, dates and counts stay."))
        return redirect("desk-settings:person", pk=pk)
    is_shown = request.method == "POST" and request.POST.get("act") == "show"
    actions.note_look(by=actor(request.user), person=one, verb="person.seen" if is_shown else "person.looked_up")
    blocks = [_facts(one, what, is_shown), _matters(what)]
    ask = Ask(form, _("Forget them"), _("Forget them for good"), act="erase", tone="danger")
    up = (_("People's rights"), reverse("desk-settings:rights"))
    return page(request, _("What is held of a person"), *blocks, up=up, asks=[] if one.erased_at else [ask])


@require_POST
@staff(Permission.PERSON_ERASE)
def copy(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Everything of the person as a file, to hand over."""
    one = get_object_or_404(Person, pk=pk, room=request.room)
    actions.note_look(by=actor(request.user), person=one, verb="person.copied")
    text = json.dumps(copy_of(one), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="person-{one.pk.hex[-8:]}.json"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@staff(Permission.PERSON_ERASE)
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They take a consent back; the room goes on helping them."""
    one = get_object_or_404(consents(request.user, request.room), pk=pk, withdrawn_at=None)
    actions.withdraw_consent(by=actor(request.user), consent=one)
    messages.success(request, _("Taken back. They are helped all the same."))
    return redirect("desk-settings:rights")


def _purpose(key: str) -> str:
    """The purpose in words; one typed by hand is shown as it is."""
    said = {
        "matter.answer": _("to deal with a matter and to answer"),
        "matter.record": _("stands in an older record"),
    }
    return said.get(key, key)


def _person_row(one: Person) -> Row:
    href = reverse("desk-settings:person", args=[one.pk])
    n = one.matters.count()
    facts = [_purpose(one.purpose), ngettext("%(n)s matter", "%(n)s matters", n) % {"n": n}]
    when, exact = moments.ago(one.created_at), moments.exact(one.created_at)
    return Row(_("A person with this number"), href, when=when, exact=exact, facts=facts, verb=Verb(_("Open"), href))


def _facts(one: Person, what: Held, is_shown: bool) -> Block:
    facts = [
        Fact(_("Noted"), moments.ago(one.created_at), note=moments.exact(one.created_at)),
        Fact(_("What for"), _purpose(one.purpose), note=str(Person.LegalBasis(one.legal_basis).label)),
    ]
    if is_shown:
        said = open_person(one)
        names = {"name": _("Name"), "phone": _("Phone"), "identity": _("ID number"), "address": _("Address")}
        facts += [Fact(words, said[name], missing=_("not given")) for name, words in names.items()]
    facts += [
        Fact(_("Matters"), str(len(what.matters)), note=_("open: %(n)s") % {"n": len(what.open_matters)}),
        Fact(_("Lines in their stories"), str(what.entries)),
        Fact(_("Photos and recordings from them"), str(what.files), note=_("erasing deletes them")),
        Fact(_("Places where name or number stand"), str(what.traces), note=_("erasing strikes them out")),
        Fact(_("Consents"), str(what.consents)),
    ]
    if one.erased_at:
        return Block(_("Forgotten %(when)s") % {"when": moments.exact(one.erased_at)}, facts=facts)
    here = reverse("desk-settings:person", args=[one.pk])
    verbs = [
        Verb(_("Make a copy to hand over"), reverse("desk-settings:copy", args=[one.pk]), post=True, icon="download")
    ]
    if not is_shown:
        verbs.insert(0, Verb(_("Show who it is"), here, post=True, icon="eye", fields={"act": "show"}))
    return Block(_("What is held"), facts=facts, verbs=verbs)


def _matters(what: Held) -> Block:
    rows = [_matter_row(matter) for matter in what.matters[:SHOWN]]
    return Block(_("Their matters"), rows=rows, empty=_("None"), icon="inbox")


def _matter_row(matter: Matter) -> Row:
    return Row(
        matter.title or matter.reference,
        reverse("desk:matter", args=[matter.pk]),
        number=matter.reference,
        when=moments.ago(matter.received_at),
        exact=moments.exact(matter.received_at),
        facts=[str(STATES[matter.state])],
    )


def _consent_row(one: Consent) -> Row:
    withdraw_href = reverse("desk-settings:withdraw-consent", args=[one.pk])
    is_over = one.withdrawn_at is not None
    return Row(
        _purpose(one.purpose),
        reverse("desk-settings:person", args=[one.person_id]),
        when=moments.ago(one.given_at),
        exact=moments.exact(one.given_at),
        facts=[one.text_version, one.channel],
        pills=[Pill(_("taken back"))] if is_over else [],
        verb=None if is_over else Verb(_("They take it back"), withdraw_href, post=True),
    )
