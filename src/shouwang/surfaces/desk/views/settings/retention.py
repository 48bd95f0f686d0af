"""How long things are kept; what would go tonight, shown before anybody agrees that it goes."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.ground import actions
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions import retiring
from shouwang.kernel.matters.models.matter import KEPT_YEARS
from shouwang.kernel.matters.retention import Preview, preview
from shouwang.kernel.notices.models import KEEP_DELIVERIES, KEEP_NOTICES
from shouwang.kernel.people.models import KEYS_KEPT
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, expired
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.settings_page import Block, Said, page
from shouwang.systems.care.queries.keeping import days_kept
from shouwang.systems.mediation.queries.police_keeping import years_of
from shouwang.systems.patrol.queries import forgetting as patrol
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Head, Table, Verb

AT_A_PRESS = 300


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.PERSON_ERASE)
def retention(request: DeskRequest) -> HttpResponse:
    """The preview, and three buttons: every night, once now, no more."""
    if request.method == "POST":
        return _pressed(request)
    now = timezone.now()
    what = preview(request.user, request.room, now)
    since = request.room.forgets_since
    if since:
        said = Said(
            _("Old matters are emptied every night"),
            _("Agreed %(when)s.") % {"when": moments.exact(since)},
            "green",
            "check",
        )
    else:
        said = Said(
            _("Past records are not emptied by themselves yet"),
            _(
                "What people brought here goes every night once its time is over: they were told so. Past records out of "
                "tables, files of disputes and of police mediation wait until somebody looked at what would go and pressed "
                "the button."
            ),
            "amber",
            "timer",
        )
    blocks = [_tonight(request, what), Block(_("How long each is kept"), table=_table(request.room))]
    lead = _("What is no longer needed goes. Numbers, kinds, dates and counts stay, so that reports still add up.")
    return page(request, _("How long things are kept"), *blocks, lead=lead, said=said)


def _pressed(request: DeskRequest) -> HttpResponse:
    by, room = actor(request.user), request.room
    match request.POST.get("do"):
        case "agree":
            actions.agree_to_forget(by=by, room=room)
            messages.success(request, _("Agreed. It happens every night from now on."))
        case "stop":
            actions.stop_forgetting(by=by, room=room)
            messages.success(request, _("Stopped. Only what was promised is emptied by itself."))
        case "once":
            done = retiring.retire_due(by=by, room=room, most=AT_A_PRESS)
            words = ngettext("%(n)s matter emptied.", "%(n)s matters emptied.", done) % {"n": done}
            messages.success(request, words)
    return redirect("desk-settings:retention")


def _tonight(request: DeskRequest, what: Preview) -> Block:
    facts = [
        Fact(_("Matters that ended before"), moments.exact(what.kept_since)),
        Fact(_("So many would be emptied"), str(what.matters)),
        Fact(_("The oldest ended"), moments.exact(what.oldest) if what.oldest else "", missing=_("there is none")),
        Fact(_("Persons forgotten with them"), str(what.persons)),
        Fact(_("Photos, recordings, papers deleted"), str(what.files)),
    ]
    href = reverse("desk-settings:retention")
    agree = Verb(_("OK, do this every night"), href, post=True, tone="primary", fields={"do": "agree"})
    stop = Verb(_("Stop it"), href, post=True, fields={"do": "stop"})
    verbs = [stop if request.room.forgets_since else agree]
    if what.matters:
        label = _("Do it once, now (at most %(n)s)") % {"n": AT_A_PRESS}
        verbs.append(Verb(label, href, post=True, tone="danger", fields={"do": "once"}))
    return Block(_("What would go"), facts=facts, verbs=verbs)


def _table(room: Room) -> Table:
    now = timezone.now()
    waiting = {name: rows.count() for name, rows in expired(now).items()}
    days = _("%(n)s days")
    rows = [
        (_("Matters"), _("%(n)s years after they ended, then emptied") % {"n": KEPT_YEARS}, "", _("every day")),
        (
            _("Past records out of tables"),
            _("%(n)s years after they ended, then emptied") % {"n": KEPT_YEARS},
            "",
            _("when agreed to"),
        ),
        (
            _("Errands, visits, applications for aid, requests about data"),
            _("%(n)s years after they ended, then emptied") % {"n": KEPT_YEARS},
            "",
            _("every day"),
        ),
        (
            _("Care cases"),
            _("%(n)s days after the care ended, then emptied") % {"n": days_kept(room)},
            "",
            _("every day"),
        ),
        (
            _("Files of disputes"),
            _("as many years as the mediation committee says, by how hard it was"),
            "",
            _("when agreed to"),
        ),
        (_("Cases of police mediation"), _years(years_of(room)), "", _("when agreed to")),
        (_("Persons"), _("as long as a matter of theirs"), "", _("with their matters")),
        (_("Photos, recordings, papers"), _("as long as their matter"), "", _("with their matters")),
        (_("Notices"), days % {"n": KEEP_NOTICES.days}, "", _("every day")),
        (_("Log of webhooks"), days % {"n": KEEP_DELIVERIES.days}, "", _("every day")),
        (_("Keys that ended"), days % {"n": KEYS_KEPT.days}, str(waiting["keys"]), _("every day")),
        (_("Answers given to keys"), days % {"n": 1}, str(waiting["answers"]), _("every day")),
        (_("Counts of attempts"), days % {"n": 1}, str(waiting["attempts"]), _("every day")),
        (_("Consents taken back"), _("%(n)s years") % {"n": 3}, str(waiting["consents"]), _("every day")),
        *_patrols(now),
        (_("Journal"), _("as long as the room; no names stand in it"), "", _("not by itself")),
    ]
    what = Head(pgettext("is kept", "What"))
    heads = [what, Head(_("How long")), Head(_("Past its time now"), number=True), Head(_("When it goes"))]
    return Table(_("How long each is kept"), heads, rows, hide_caption=True)


def _years(years: int) -> str:
    if not years:
        return _("for ever, as the officers say")
    return _("%(n)s years after they ended, then emptied") % {"n": years}


def _patrols(now: datetime) -> list[tuple[str, str, str, str]]:
    due = {name: str(rows.count()) for name, rows in patrol.expired(now).items()}
    days, every_hour = _("%(n)s days") % {"n": patrol.TRACK_DAYS}, _("every hour")
    years = _("%(n)s years, then only counts of each month") % {"n": patrol.SHIFT_YEARS}
    return [
        (_("Where volunteers walked"), days, due["tracks"], _("every hour; at once when one agrees no more")),
        (_("Positions of check-ins"), days, due["positions"], every_hour),
        (_("Shifts, who was in them, check-ins, hand-overs"), years, due["shifts"], every_hour),
        (_("Patrol plans"), _("%(n)s years") % {"n": patrol.SHIFT_YEARS}, due["plans"], every_hour),
        (_("Times for once of volunteers"), _("until they are over"), due["one-offs"], every_hour),
    ]
