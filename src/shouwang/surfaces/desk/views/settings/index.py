"""Everything that is set up once or kept in order: one page of ways in, for what one may do, group by group."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.ui.parts import Tile

P = Permission
Way = tuple[Permission, str, str | Promise, str | Promise, str]
GROUPS: tuple[tuple[str | Promise, tuple[Way, ...]], ...] = (
    (
        _("The watch net"),
        (
            (
                P.WATCH_MANAGE,
                "desk-settings:watch",
                _("Watch groups"),
                _("Who keeps watch where, and their phones."),
                "eye",
            ),
            (
                P.WATCH_MANAGE,
                "desk-settings:watch-messages",
                _("Messages to the watch net"),
                _("What the phones of the groups show."),
                "message-circle",
            ),
            (
                P.WATCH_MANAGE,
                "desk-settings:units",
                _("Smallest units"),
                _("Who comes first, with what, how fast."),
                "siren",
            ),
            (
                P.MATTER_ASSIGN,
                "desk:calls",
                _("Calls"),
                _("Who was called out, and how fast they came."),
                "alarm-clock",
            ),
            (P.MATTER_ACCEPT, "desk:warnings", _("Early warning"), _("More at a place than usual."), "triangle-alert"),
            (
                P.MATTER_EXPORT,
                "desk:watch-figures",
                _("The watch net in numbers"),
                _("What came, where, and how soon it was answered."),
                "chart-column",
            ),
        ),
    ),
    (
        _("People and duty"),
        (
            (P.TEAM_MANAGE, "desk-settings:duty", _("Duty plan"), _("Who is on duty this week."), "calendar-days"),
            (P.TEAM_MANAGE, "desk-settings:teams", _("Teams"), _("Groups that take on matters together."), "users"),
            (
                P.ACCOUNT_MANAGE,
                "desk-settings:accounts",
                _("Accounts"),
                _("Who works here, with which role."),
                "user-plus",
            ),
            (
                P.DESK_OPEN,
                "desk-settings:me",
                _("My account"),
                _("Password, second step, language, calendar."),
                "user-round",
            ),
        ),
    ),
    (
        _("Room and ground"),
        (
            (P.ROOM_EDIT, "desk-settings:room", _("The room"), _("Name, phone, hours, address."), "house"),
            (
                P.GROUND_EDIT,
                "desk-settings:ground",
                _("The map"),
                _("Boundary, grids, lanes, places from a file."),
                "map",
            ),
            (P.ROOM_EDIT, "desk-settings:workdays", _("Working days"), _("Days off and make-up days."), "calendar"),
        ),
    ),
    (
        _("To the outside"),
        (
            (P.NOTICE_TEND, "desk-settings:dead", _("Undelivered notices"), _("What reached nobody."), "mail"),
            (
                P.NOTICE_TEND,
                "desk-settings:robots",
                _("Groups outside"),
                _("WeCom groups, mail lists."),
                "message-circle",
            ),
            (P.NOTICE_TEND, "desk-settings:webhooks", _("Webhooks"), _("Other programs that are told."), "share-2"),
            (
                P.NOTICE_TEND,
                "desk-settings:keys",
                _("For other programs"),
                _("Keys with which they read and write here."),
                "key-round",
            ),
        ),
    ),
    (
        _("Law and records"),
        (
            (
                P.PERSON_ERASE,
                "desk-settings:rights",
                _("People's rights"),
                _("What is held, a copy, to be forgotten."),
                "shield",
            ),
            (
                P.PERSON_ERASE,
                "desk-settings:retention",
                _("How long things are kept"),
                _("What goes, and when."),
                "timer",
            ),
            (P.JOURNAL_SEE, "desk-settings:journal", _("Journal"), _("Who looked at or changed what."), "book-open"),
            (
                P.MATTER_IMPORT,
                "desk:import",
                _("Bring in older records"),
                _("From a table: CSV or Excel."),
                "upload",
            ),
        ),
    ),
)


@require_safe
@staff()
def index(request: DeskRequest) -> HttpResponse:
    """The ways in this person may use, under what they are about, the most used first."""
    found = [(str(title), list(_tiles(request, ways))) for title, ways in GROUPS]
    return render(request, "desk/settings/index.html", {"groups": [group for group in found if group[1]]})


def _tiles(request: DeskRequest, ways: Sequence[Way]) -> Iterator[Tile]:
    for permission, name, title, text, icon in ways:
        if permission not in request.held:
            continue
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        yield Tile(str(title), str(text), href, icon)
