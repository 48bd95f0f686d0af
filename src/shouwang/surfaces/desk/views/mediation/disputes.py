"""The list of disputes: mine, all at work, those that last too long, over; and a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.matters.actions import intake as matters_intake
from shouwang.kernel.matters.models import Matters
from shouwang.kernel.matters.queries import count_each
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.forms.mediation.intake import New
from shouwang.surfaces.desk.paging import BY_TURN, NEWEST_FIRST, Order, page_of
from shouwang.surfaces.desk.rail import shown_count
from shouwang.surfaces.desk.settings_page import Ask, page
from shouwang.surfaces.desk.views.mediation import counted, words
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import intake
from shouwang.systems.mediation.dates import LONG_OPEN_DAYS
from shouwang.systems.mediation.queries import files
from shouwang.ui import moments
from shouwang.ui.parts import Pager, Row, Tab, Verb


@dataclass(frozen=True)
class Choice:
    """One tab of the list."""

    key: str
    name: str | Promise
    choose: Callable[[DeskRequest, Matters], Matters]
    order: Order
    empty: tuple[str | Promise, str | Promise]
    tone: str = ""


def _before(request: DeskRequest) -> Any:
    return timezone.localdate() - timedelta(days=LONG_OPEN_DAYS)


TABS = (
    Choice(
        "mine", gettext_lazy("Mine"), lambda request, all_of: files.mine(all_of, request.user), BY_TURN,
        (gettext_lazy("No dispute waits for you"), gettext_lazy("Look at “Not over” to see what others have.")),
    ),
    Choice(
        "open", gettext_lazy("Not over"), lambda request, all_of: files.at_work(all_of), BY_TURN,
        (gettext_lazy("No dispute is open"), gettext_lazy("When somebody comes with a quarrel, write it down here.")),
    ),
    Choice(
        "long", gettext_lazy("Longer than 30 days"), lambda request, all_of: files.lasting(all_of, _before(request)),
        BY_TURN, (gettext_lazy("Nothing lasts that long"), ""), "amber",
    ),
    Choice(
        "visits", pgettext_lazy("list of disputes", "To visit"), lambda request, all_of: files.to_visit(all_of), NEWEST_FIRST,
        (gettext_lazy("Nobody is waiting for a visit"), gettext_lazy("Here stands what is closed and still to be visited.")),
    ),
    Choice("all", gettext_lazy("All"), lambda request, all_of: all_of, NEWEST_FIRST, (gettext_lazy("No dispute yet"), "")),
)  # fmt: skip
BY_KEY = {choice.key: choice for choice in TABS}


@require_safe
@staff(Permission.MATTER_SEE)
def disputes(request: DeskRequest) -> HttpResponse:
    """The list, by the nearest day to keep."""
    scope = files.of_kind(scope_of(request))
    if behind := counted.asked(request, scope):
        return _counted(request, behind)
    chosen = BY_KEY.get(request.GET.get("tab", ""), BY_KEY["open" if _sees_all(request) else "mine"])
    in_tabs = {choice.key: choice.choose(request, scope) for choice in TABS}
    counts = dict(zip(in_tabs, count_each(*in_tabs.values()), strict=True))
    found = page_of(
        in_tabs[chosen.key], chosen.order, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    path = reverse("desk-mediation:disputes")
    pager = Pager(
        newer=f"{path}?tab={chosen.key}&before={found.before}" if found.before else "",
        older=f"{path}?tab={chosen.key}&after={found.after}" if found.after else "",
    )
    committee = files.committee_of(request.room)
    context = {
        "tabs": [
            Tab(str(one.name), f"{path}?tab={one.key}", one is chosen, shown_count(counts[one.key])) for one in TABS
        ],
        "rows": [_row(one) for one in found.items],
        "empty": chosen.empty,
        "pager": pager if pager.newer or pager.older else None,
        "verbs": _verbs(request),
        "is_set_up": committee is not None,
        "set_up": reverse("desk-mediation:committee") if Permission.MEDIATION_MANAGE in request.held else "",
    }
    return render(request, "desk/mediation/disputes.html", context)


def _counted(request: DeskRequest, behind: counted.Counted) -> HttpResponse:
    """The list that a number of the figures counts."""
    said = request.GET
    found = page_of(behind.matters, NEWEST_FIRST, after=said.get("after", ""), before=said.get("before", ""))
    path = reverse("desk-mediation:disputes") + behind.query
    pager = Pager(
        newer=f"{path}&before={found.before}" if found.before else "",
        older=f"{path}&after={found.after}" if found.after else "",
    )
    context = {
        "name": behind.name,
        "period": behind.period,
        "back": behind.back,
        "rows": [_row(one) for one in found.items],
        "pager": pager if pager.newer or pager.older else None,
    }
    return render(request, "desk/mediation/counted.html", context)


def _sees_all(request: DeskRequest) -> bool:
    return Permission.MEDIATION_MANAGE in request.held or Permission.MATTER_ACCEPT in request.held


def _verbs(request: DeskRequest) -> list[Verb]:
    found = []
    if Permission.MEDIATION_WORK in request.held:
        found.append(Verb(_("A new dispute"), reverse("desk-mediation:new"), tone="primary", icon="plus"))
    if Permission.POLICE_MEDIATE in request.held:
        found.append(Verb(_("Police mediation"), reverse("desk-police:cases"), icon="gavel"))
    found.append(Verb(_("Committee and hours"), reverse("desk-mediation:committee"), icon="users"))
    if Permission.MEDIATION_WORK in request.held:
        found.append(Verb(_("In numbers"), reverse("desk:mediation-figures"), icon="chart-column"))
        found.append(Verb(_("Settled disputes"), reverse("desk-mediation:precedents"), icon="search"))
    return found


def _row(matter: Any) -> Row:
    one = getattr(matter, "dispute", None)
    today = timezone.localdate()
    stage = one.stage if one else lifecycle.ASKED
    when, tone, exact = "", "grey", ""
    if one and one.stage == lifecycle.CLOSED and one.due_date:
        when, tone = words.day_words(one.due_date, today), "red" if one.due_date < today else "grey"
    if matter.is_open and matter.due_at:
        left = (timezone.localtime(matter.due_at).date() - today).days
        when = moments.until(matter.due_at) if left >= 0 else moments.ago(matter.due_at)
        tone, exact = ("red" if left < 0 else "amber" if left <= 3 else "grey"), moments.exact(matter.due_at)
    facts = [str(_("leads: %(name)s") % {"name": one.lead.name}) if one and one.lead else ""]
    if one and one.file_number:
        facts.append(_("file %(year)s-%(number)s") % {"year": one.file_year, "number": one.file_number})
    href = reverse("desk-mediation:dispute", args=[matter.pk])
    return Row(
        matter.title, href, when=when, exact=exact, tone=tone, facts=[fact for fact in facts if fact],  # type: ignore[arg-type]
        pills=[words.stage_pill(stage)], number=matter.reference,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MEDIATION_WORK)
def new(request: DeskRequest) -> HttpResponse:
    """Write down a new dispute: who asks, what happened, how it came here."""
    if files.committee_of(request.room) is None:
        return redirect("desk-mediation:disputes")
    form = New(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = intake.take_in(by=request.user, room=request.room, brought=form.brought(), facts=form.facts())
        except matters_intake.IdTaken:
            form.add_error(None, _("This form was sent before with other words. Open a new one."))
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": made.matter.reference})
            return redirect("desk-mediation:dispute", pk=made.pk)
    ask = Ask(form, _("A new dispute"), _("Write it down"), keep="new-dispute")
    lead = _("First what it is about. The parties come next, each for themselves.")
    return page(request, _("A new dispute"), lead=lead, asks=[ask])


@require_http_methods(["POST"])
@staff(Permission.MEDIATION_WORK)
def begin(request: DeskRequest, pk: Any) -> HttpResponse:
    """Make a dispute of a matter that turned out to be one."""
    matter = there(scope_of(request).filter(pk=pk).first())
    if files.committee_of(matter.room) is None:
        return redirect("desk-mediation:disputes")
    made = intake.begin_from(by=request.user, matter=matter)
    return redirect("desk-mediation:dispute", pk=made.pk)
