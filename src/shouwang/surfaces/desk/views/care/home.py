"""Care, today: nobody answered, who must be rung, who is due. Names stand on it, so the look is written down."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.care_tabs import manages, tabs
from shouwang.surfaces.desk.care_words import due_words, every_words, planned_words, seen_words
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.systems.care.actions.cases import look_at_list
from shouwang.systems.care.queries import chains as chain_queries
from shouwang.systems.care.queries.cases import Standing, cases, dangers, standings
from shouwang.systems.care.queries.choices import Step
from shouwang.systems.care.queries.opened import name_of
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Verb


@require_safe
@staff(Permission.CARE_WORK)
def home(request: DeskRequest) -> HttpResponse:
    """Overdue and due today; above it whatever can't wait."""
    found = list(cases(request.user).filter(room=request.room, ended_at=None))
    due = [one for one in standings(found, timezone.localdate()) if one.due.standing != "later"]
    chains, lists = _chains(request), _lists(request)
    look_at_list(by=request.user, room=request.room, what="due", count=len(due) + len(chains))
    blocks = [Block(_("Nobody answered"), rows=chains)] if chains else []
    blocks += [Block(_("Call lists"), rows=lists)] if lists else []
    blocks.append(
        Block(
            pgettext("care", "Due"),
            rows=[due_row(one) for one in due],
            empty=_("Nobody is due today.") if found else _("Nobody is in care yet."),
            advice=""
            if found
            else _("It begins with a talk: read them the text, and write them down only if they agree."),
            icon="heart-handshake",
        )
    )
    verbs = []
    if manages(request):
        verbs.append(Verb(_("Begin a case"), reverse("desk-care:begin"), tone="primary", icon="plus"))
    verbs.append(Verb(_("Open a call list"), reverse("desk-care:open-list"), icon="phone-call"))
    verbs.append(Verb(_("Not agreed: note the talk"), reverse("desk-care:talk"), icon="message-square"))
    lead = _("People who agreed to be visited. It is no list of suspects: nobody is scored or ranked.")
    return page(request, _("Care"), *blocks, lead=lead, tabs=tabs("home"), verbs=verbs)


def due_row(one: Standing) -> Row:
    words, tone = due_words(one)
    visit = Verb(_("Write down a visit"), reverse("desk-care:visit", args=[one.case.pk]), tone="primary")
    facts = [
        seen_words(one),
        *([planned] if (planned := planned_words(one)) else []),
        every_words(one.case.rhythm_days),
        str(one.case.get_way_display()),
    ]
    return Row(
        name_of(one.case.person), reverse("desk-care:case", args=[one.case.pk]), words, tone=tone, facts=facts, verb=visit,
        number=number_of(one.case.number),
    )  # fmt: skip


def number_of(number: int) -> str:
    """How a case is named where no name may stand."""
    return _("No. %(n)s") % {"n": number}


def _chains(request: DeskRequest) -> list[Row]:
    rows = []
    now = timezone.now()
    running = chain_queries.chains(request.user).filter(case__room=request.room, ended_at=None).order_by("due_at")
    for chain in running:
        standing = chain_queries.standing(chain)
        if standing is None:
            continue
        late = standing.is_late(now)
        facts = [
            _("next: %(step)s") % {"step": Step(standing.step).label},
            _("opened %(ago)s") % {"ago": moments.ago(chain.opened_at)},
        ]
        rows.append(
            Row(
                name_of(chain.case.person), reverse("desk-care:chain", args=[chain.pk]),
                _("late") if late else moments.until(standing.due_at), moments.exact(standing.due_at),
                "red" if late else "amber", facts,
                Verb(_("Next step"), reverse("desk-care:chain", args=[chain.pk]), tone="alarm" if late else "primary"),
                number=number_of(chain.case.number),
            )
        )  # fmt: skip
    return rows


def _lists(request: DeskRequest) -> list[Row]:
    rows = []
    for danger in dangers(request.user, request.room).filter(closed_at=None):
        results = list(danger.calls.values_list("result", flat=True))
        rung = sum(bool(one) for one in results)
        left = len(results) - rung
        words = ngettext("%(n)s to ring", "%(n)s to ring", left) % {"n": left} if left else _("all rung")
        rows.append(
            Row(
                str(danger.get_kind_display()), reverse("desk-care:list", args=[danger.pk]), words,
                tone="red" if left else "green",
                facts=[_("%(done)s of %(all)s rung") % {"done": rung, "all": len(results)}],
                pills=[Pill(str(danger.get_level_display()), "amber")] if danger.level else [],
                verb=Verb(_("Ring"), reverse("desk-care:list", args=[danger.pk]), tone="primary", icon="phone"),
            )
        )  # fmt: skip
    return rows
