"""One act of a dispute: its form, its law, what is missing; taken once, nothing typed is lost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files.refusal import Refused as FileRefused
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import permissions_in
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.mediation.act import Act
from shouwang.surfaces.desk.settings_page import Ask, Said, page
from shouwang.surfaces.desk.views.mediation import words
from shouwang.surfaces.desk.views.mediation.doings import DOINGS, Doing
from shouwang.systems.mediation import admissibility, lifecycle
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.standing import Standing, standing
from shouwang.systems.mediation.refusals import Refused

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.MATTER_SEE)
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it. An invitation is answered by whoever was asked, whatever they may else."""
    dispute = there(files.dispute_of(request.user, pk))
    doing = there(DOINGS.get(verb))
    if not _may(request, dispute, verb):
        messages.error(request, _("This is for a colleague who may do it. You can read and note."))
        return redirect("desk-mediation:dispute", pk=pk)
    now = standing(dispute)
    about = _row(now, doing, request.GET.get("of", ""))
    names = names_for(now)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = doing.form(*posted, standing=now, viewer=request.user, names=names, row=about)
    if not form.is_bound or not form.is_valid():
        return _page(request, doing, form)
    try:
        with transaction.atomic():
            stories.expect(dispute.matter, form.cleaned_data["version"])
            doing.act(request.user, form)
    except stories.Stale:
        return _again(request, doing, form)
    except (lifecycle.Missing, lifecycle.NotAllowedNow, Refused) as refusal:
        said, field = words.refusal_words(refusal)
        form.add_error(field if field in form.fields else None, said)
        return _page(request, doing, form)
    except FileRefused as refusal:
        form.add_error("file" if "file" in form.fields else "proof", str(refusal))
        return _page(request, doing, form)
    messages.success(request, _("Kept."), extra_tags=f"act-{pk}")
    return redirect(_onward(doing, form))


def _may(request: DeskRequest, dispute: Any, verb: str) -> bool:
    step = lifecycle.STEPS.get(verb)
    return step is None or Permission(step.who) in permissions_in(request.user, dispute.matter.room)


def _row(now: Standing, doing: Doing, key: str) -> Any:
    """The row the act is about; 404 for one that is not of this dispute, or where one is needed and none is named."""
    if not key or not doing.rows:
        return there(None) if doing.needs_row else None
    return there(next((one for one in getattr(now, doing.rows) if str(one.pk) == key), None))


def names_for(now: Standing) -> dict[Any, str]:
    """What the parties are called, by key."""
    return {party.pk: files.names_of(party)["name"] or _("(name gone)") for party in now.parties}


def _page(request: DeskRequest, doing: Doing, form: Act, said: Said | None = None) -> HttpResponse:
    now = form.standing
    step = lifecycle.STEPS.get(doing.verb)
    lacks = [need for need in now.missing(doing.verb) if need not in BROUGHT] if step else []
    if lacks and said is None:
        text = " · ".join(words.need_words(need) for need in lacks)
        said = Said(_("Before that something is missing"), text, "amber", "triangle-alert")
    press = str(doing.press or doing.button)
    ask = Ask(
        form, str(doing.button), press, tone=doing.tone, has_files=doing.has_files, keep=f"{doing.verb}-{now.dispute.pk}",
        fold=getattr(form, "fold", ()), fold_label=str(getattr(form, "fold_label", _("Agent, guardian, spokesman"))),
        fold_open=doing.verb == "name_party" and any(form.initial.get(name) for name in getattr(form, "fold", ())),
    )  # fmt: skip
    up = (
        f"{now.dispute.matter.reference} {now.dispute.matter.title}",
        reverse("desk-mediation:dispute", args=[now.dispute.pk]),
    )
    rule = words.rule_words(step.rule) if step and step.rule.startswith("Art") else ""
    lead = " ".join(part for part in (str(doing.lead), _("(%(rule)s)") % {"rule": rule} if rule else "") if part)
    return page(request, str(doing.button), lead=lead, up=up, asks=[ask], said=said)


# What the form itself brings, so it is not missing before.
BROUGHT = frozenset(
    {"reason", "routes", "words", "terms", "wants_oral", "both_present", "both_consent", "sealed", "jointly", "summary",
     "body", "filer", "file_whole"}
)  # fmt: skip


def _again(request: DeskRequest, doing: Doing, form: Act) -> HttpResponse:
    """Somebody was quicker: what was typed stays, and beside it what stands now in the fields they share."""
    fresh = standing(there(files.dispute_of(request.user, form.standing.dispute.pk)))
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a posted form, so a QueryDict
    data["version"] = fresh.dispute.matter.version
    row = (
        next((one for one in getattr(fresh, doing.rows) if form.row and one.pk == form.row.pk), None)
        if doing.rows
        else None
    )
    again = doing.form(data, standing=fresh, viewer=request.user, names=names_for(fresh), row=row)
    stands = doing.form(standing=fresh, viewer=request.user, names=names_for(fresh), row=row).initial
    for name, value in form.cleaned_data.items():
        other = stands.get(name)
        if (
            name != "version"
            and isinstance(value, str)
            and isinstance(other, str)
            and other.strip() not in ("", value.strip())
        ):
            again.add_error(name, _("A colleague wrote meanwhile: %(words)s") % {"words": other})
    again.add_error(None, _("Somebody changed this meanwhile. Look at what is new; press again if it still fits."))
    response = _page(request, doing, again)
    response.status_code = 409
    return response


def _onward(doing: Doing, form: Act) -> str:
    """The dispute; after a sign of harm, the page that stops it."""
    pk = form.standing.dispute.pk
    if doing.verb == "examine":
        answers = form.answers()  # type: ignore[attr-defined]
        if admissibility.said_yes(answers, admissibility.Effect.HALTS):
            return reverse("desk-mediation:act", args=[pk, "halt"])
    return reverse("desk-mediation:dispute", args=[pk])
