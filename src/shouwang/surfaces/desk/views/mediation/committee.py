"""The committee: what stands on its papers, who serves, the hours they gave."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import people_of
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.mediation import intake as forms
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.mediation import words
from shouwang.systems.mediation.actions import committee as actions
from shouwang.systems.mediation.queries import calendars, files
from shouwang.ui.parts import Cell, Fact, Head, Row, Table, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
DEFAULTS = {
    "visit_after_days": 15, "second_visit_after_days": 90, "keeps_simple": 10, "keeps_ordinary": 10, "keeps_difficult": 30,
    "keeps_major": 0,
}  # fmt: skip


@both
@staff(Permission.MATTER_SEE)
def committee(request: DeskRequest) -> HttpResponse:
    """Everybody may look who serves; who keeps it changes it. Whoever serves writes down their own hours."""
    one = files.committee_of(request.room)
    may = Permission.MEDIATION_MANAGE in request.held
    if request.method == "POST" and request.POST.get("act") != "serve" and not may:
        raise PermissionDenied(Permission.MEDIATION_MANAGE)
    asks, done = _asks(request, one, may=may)
    if done:
        messages.success(request, _("Kept."))
        return redirect("desk-mediation:committee")
    blocks = _blocks(one, may=may) if one else []
    lead = _(
        "The committee mediates, not the police: its members and what they are asked to. It costs the parties nothing."
    )
    return page(request, _("Mediation committee"), *blocks, lead=lead, asks=asks)


def _asks(request: DeskRequest, one: Any, *, may: bool) -> tuple[list[Ask], bool]:
    """The forms, and whether one of them went through."""
    asks: list[Ask] = []
    serving = list(files.serving(one)) if one else []
    own = serving if may else [member for member in serving if member.account_id == request.user.pk]
    if one and own:
        serve = forms.Serve(sent(request, "serve"), members=own)
        if serve.is_bound and serve.is_valid():
            said = dict(serve.cleaned_data)
            member = next(member for member in own if str(member.pk) == said.pop("member"))
            if _tried(serve, lambda: actions.serve(by=request.user, member=member, **said)):
                return [], True
        asks.append(Ask(serve, _("Time that was given"), _("Write it down"), act="serve"))
    if not may:
        return asks, False
    if one:
        join = forms.Join(sent(request, "join"), accounts=people_of(request.room))
        if join.is_bound and join.is_valid():
            said = join.cleaned_data
            if _tried(join, lambda: actions.join(by=request.user, committee=one, **said)):
                return [], True
        asks.append(Ask(join, _("Somebody serves"), _("Put them down"), act="join", tone="plain"))
    start = {name: getattr(one, name) for name in forms.Committee.base_fields} if one else DEFAULTS
    set_up = forms.Committee(sent(request, "set_up"), initial=start)
    if set_up.is_bound and set_up.is_valid():
        actions.set_up(by=request.user, room=request.room, **set_up.cleaned_data)
        return [], True
    label = _("How long files are kept")
    asks.append(
        Ask(set_up, _("What stands on the papers"), _("Save"), act="set_up", tone="plain" if one else "primary",
            fold=forms.Committee.fold, fold_label=label)
    )  # fmt: skip
    return asks, False


def _tried(form: Any, action: Any) -> bool:
    try:
        action()
    except Refused as refusal:
        said, field = words.refusal_words(refusal)
        form.add_error(field if field in form.fields else None, said)
        return False
    return True


def _blocks(one: Any, *, may: bool) -> list[Block]:
    rows = []
    for member in files.serving(one):
        leave = Verb(_("Leaves"), reverse("desk-mediation:leave", args=[member.pk])) if may else None
        rows.append(
            Row(
                member.name, facts=[fact for fact in (str(member.get_post_display()), member.phone) if fact], verb=leave
            )
        )
    return [
        Block(_("Who serves"), rows=rows, empty=_("Nobody is put down yet."), icon="users"),
        Block(_("Hours this month"), table=_hours(one)),
    ]


def _hours(one: Any) -> Table:
    month = timezone.localdate()
    rows: list[list[Cell | str]] = []
    for given in calendars.hours(list(files.serving(one)), month):
        member = given.member
        owed = _("of %(hours)s h") % {"hours": calendars.ADVISER_MINUTES // 60} if member.post == "lawyer" else ""
        talks = _("of %(n)s in the quarter") % {"n": calendars.LECTURES} if member.post == "lawyer" else ""
        rows.append([
            member.name,
            Cell(_("%(hours)s h") % {"hours": f"{given.session_minutes / 60:.1f}"}),
            Cell(_("%(hours)s h") % {"hours": f"{given.minutes / 60:.1f}"}, note=owed),
            Cell(str(given.lectures), note=talks),
        ])  # fmt: skip
    heads = [
        Head(pgettext("did it", "Who")),
        Head(_("At sessions"), number=True),
        Head(_("In all"), number=True),
        Head(_("Talks"), number=True),
    ]
    return Table(_("Hours this month"), heads, rows, hide_caption=True)


@both
@staff(Permission.MEDIATION_MANAGE)
def leave(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody's time ends."""
    member = there(files.member_of(request.room, pk))
    form = forms.Leave(request.POST if request.method == "POST" else None)
    is_whole = form.is_bound and form.is_valid()
    if is_whole and _tried(
        form, lambda: actions.leave(by=request.user, member=member, until=form.cleaned_data["until"])
    ):
        messages.success(request, _("Kept."))
        return redirect("desk-mediation:committee")
    facts = [Fact(pgettext("did it", "Who"), member.name), Fact(_("As what"), str(member.get_post_display()))]
    up = (_("Mediation committee"), reverse("desk-mediation:committee"))
    ask = Ask(form, _("When their time ends"), _("Save"))
    return page(request, _("Leaves the committee"), Block(_("Who leaves"), facts=facts), up=up, asks=[ask])
