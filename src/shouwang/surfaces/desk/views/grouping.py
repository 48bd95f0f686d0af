"""Reports of one import that are perhaps one matter: looked for by the worker, decided at the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.matters import incoming
from shouwang.kernel.matters.lifecycle import NotAllowedNow
from shouwang.kernel.matters.models import ImportRun
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import rows
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.refusals import words_for
from shouwang.systems.watch import tasks
from shouwang.systems.watch.actions import grouping as actions
from shouwang.systems.watch.queries import grouping as queries
from shouwang.ui.parts import Fact

SHOWN_OF_ONE = 3


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.MATTER_IMPORT)
def groups(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The groups that wait to be decided, the greatest first; while the worker looks, the page asks again by itself."""
    run = get_object_or_404(incoming.runs(request.user).filter(room=request.room), pk=pk)
    if run.state != ImportRun.State.DONE:
        return redirect("desk:import_run", pk=pk)
    found = queries.grouping_of(request.room, run.pk)
    if request.method == "POST":
        if request.POST.get("act") == "look":
            tasks.group_later(by=request.user, run=run)
        elif found is not None:
            _decide(request, found)
        return redirect("desk:import_groups", pk=pk)
    waiting = queries.undecided(found) if found else 0
    shown = queries.found_in(found) if found else []
    context = {
        "run": run,
        "state": queries.standing(found, timezone.now()) if found else "",
        "found": found,
        "groups": [_shown(request, one) for one in shown],
        "more": waiting - len(shown),
        "words": _words(found.reports, found.groups, waiting) if found else "",
    }
    return render(request, "desk/import_groups.html", context)


def _decide(request: DeskRequest, found: Any) -> None:
    said = request.POST.get("number", "")
    number = int(said) if said.isdecimal() and len(said) < 9 else 0
    if request.POST.get("act") == "part":
        actions.part(by=request.user, grouping=found, number=number)
    elif request.POST.get("act") == "join":
        try:
            done = actions.join(by=request.user, grouping=found, number=number)
        except NotAllowedNow as refusal:
            messages.error(request, words_for(refusal))
            return
        words = _("Joined: %(merged)s. Linked, because they are over: %(linked)s.")
        messages.success(request, words % {"merged": done.merged, "linked": done.linked})


def _words(reports: int, groups: int, waiting: int) -> str:
    among = ngettext("%(n)s report", "%(n)s reports", reports) % {"n": reports}
    return _("%(reports)s looked through, %(groups)s groups found, %(waiting)s wait to be decided") % {
        "reports": among,
        "groups": groups,
        "waiting": waiting,
    }


def _shown(request: DeskRequest, one: queries.Found) -> dict[str, object]:
    n = len(one.matters)
    facts = [Fact(_("They name"), "、".join(one.names))] if one.names else []
    if one.words:
        facts.append(Fact(_("They say"), "、".join(one.words)))
    return {
        "number": one.number,
        "title": ngettext("%(n)s report", "%(n)s reports", n) % {"n": n},
        "facts": facts,
        "rows": rows.rows_of(one.matters[:SHOWN_OF_ONE], request.held, timezone.now()),
        "more": max(0, n - SHOWN_OF_ONE),
        "over": one.over,
        "verb": _("Join them") if n - one.over > 1 else _("Link them"),
    }
