"""Who looked at or changed what in the room, and whether the chain of records holds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import first_fault, of_room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import people_of
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.journal import Filter
from shouwang.surfaces.desk.journal_details import about, more
from shouwang.surfaces.desk.journal_words import told
from shouwang.surfaces.desk.settings_page import Said
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.queries.titles import titles
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Head, Table

SHOWN = 100
FAULTS = {
    "missing": gettext_lazy("a record is missing"),
    "changed": gettext_lazy("a record was changed"),
    "cut short": gettext_lazy("records were cut off the end"),
}


@require_safe
@staff(Permission.JOURNAL_SEE)
def journal(request: DeskRequest) -> HttpResponse:
    """The room's records, newest first, with `?check=1` the chain walked from its beginning."""
    form = Filter(request.GET or None, people=people_of(request.room))
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = of_room(request.room.pk, number=said.get("number", ""), account=said.get("account", ""))
    before = request.GET.get("before", "")
    shown = list(found[_number(before) : _number(before) + SHOWN + 1])
    context = {
        "form": form,
        "table": _table(shown[:SHOWN]),
        "older": _number(before) + SHOWN if len(shown) > SHOWN else 0,
        "query": "".join(f"&{name}={value}" for name, value in said.items() if value),
        "said": _checked(request) if request.GET.get("check") else None,
    }
    return render(request, "desk/settings/journal.html", context)


def _number(text: str) -> int:
    return min(int(text), 100_000) if text.isdecimal() and len(text) < 9 else 0


def _checked(request: DeskRequest) -> Said:
    fault = first_fault(request.room.pk)
    if fault is None:
        return Said(
            _("The chain holds"), _("Every record stands as it was written, none is missing."), "green", "shield-check"
        )
    text = _("Place %(place)s: %(fault)s. Keep a copy of the database and tell the station.")
    words = {"place": fault.position, "fault": FAULTS.get(fault.fault, fault.fault)}
    return Said(_("The chain is broken"), text % words, "red", "shield-alert")


def _table(records: list[Record]) -> Table:
    words = (_("When"), pgettext("did it", "Who"), pgettext("was done", "What"), _("About"), _("More"))
    of_accounts = {record.object_id for record in records if record.object_kind == "account"}
    names = {str(one.pk): name_of(one) for one in Account.objects.filter(pk__in=of_accounts)}
    names |= titles({(record.object_kind, record.object_id) for record in records})
    heads = [Head(word) for word in words]
    rows = [
        (
            moments.exact(record.at),
            _who(record.actor_label),
            Cell(told(record.verb), note=""),
            about(record, names),
            more(record),
        )
        for record in records
    ]
    return Table(_("Records"), heads, rows, empty=_("No record fits."), hide_caption=True, stacks=True)


def _who(label: str) -> str:
    said = {
        "system": pgettext("who", "the program"),
        "public": pgettext("who", "somebody from outside"),
        "terminal": pgettext("who", "at the terminal"),
    }
    return said.get(label, label)
