"""`shouwang createofficer`: the first account of a room, asked for in the terminal."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from shouwang.config.terminal import gettext as _
from shouwang.config.terminal import say
from shouwang.kernel.ground import actions as ground
from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account

ROLE = "officer"
CODE = re.compile("[A-Z]{1,6}")
COUNTY_DIGITS = 6
YES = {"y", "yes", "是", "好"}
TERMINAL = Actor("terminal", "terminal")  # whoever may start the program may do this; the journal says so


@dataclass(frozen=True)
class NewRoom:
    """What is asked about a room that is not there yet; county empty where the station is known."""

    code: str
    name: str
    station: str
    county: str = ""
    county_name: str = ""


def create(ask: Callable[[str], str], ask_secret: Callable[[str], str]) -> Account:
    """Ask until every answer is good, then write all or nothing. Nothing is locked while somebody is typing."""
    room = _ask_room(ask)
    name = _words(ask, _("Name, as colleagues say it: "))
    username = _username(ask)
    password = _password(ask_secret, Account(username=username, name=name))
    with transaction.atomic():
        over = _open_room(room) if isinstance(room, NewRoom) else room
        account = actions.open_account(by=TERMINAL, username=username, name=name, password=password)
        actions.appoint(by=TERMINAL, account=account, role=ROLE, over=over)
    return account


def _ask_room(ask: Callable[[str], str]) -> Room | NewRoom:
    """The room with that code, or a new one: somebody must open the first."""
    while True:
        code = _words(ask, _("Code of the room (the letters before its numbers): ")).upper()
        if room := Room.objects.filter(code=code).first():
            return room
        known = ", ".join(Room.objects.order_by("code").values_list("code", flat=True))
        say(_("There is no room %(code)s. Known: %(known)s") % {"code": code, "known": known or _("none")})
        if CODE.fullmatch(code) and ask(_("Open it? (y/n) ")).strip().lower() in YES:
            return _ask_new_room(ask, code)


def _ask_new_room(ask: Callable[[str], str], code: str) -> NewRoom:
    name = _words(ask, _("Name of the room: "))
    station = _words(ask, _("Name of its police station: "))
    if Station.objects.filter(name=station).exists():
        return NewRoom(code, name, station)
    while not (county := ask(_("Code of the county (6 digits): ")).strip()).isdecimal() or len(county) != COUNTY_DIGITS:
        pass
    return NewRoom(code, name, station, county, _words(ask, _("Name of the county: ")))


def _open_room(new: NewRoom) -> Room:
    station = Station.objects.filter(name=new.station).first()
    if station is None:
        county, _made = Division.objects.get_or_create(code=new.county, defaults={"name": new.county_name})
        station = ground.open_station(by=TERMINAL, name=new.station, county=county)
    return ground.open_room(by=TERMINAL, station=station, code=new.code, name=new.name)


def _username(ask: Callable[[str], str]) -> str:
    while True:
        username = _words(ask, _("Username to log in with: ")).lower()
        if not Account.objects.filter(username=username).exists():
            return username
        say(_("Somebody is called that already."))


def _password(ask: Callable[[str], str], account: Account) -> str:
    while True:
        password = ask(_("Password: "))
        try:
            validate_password(password, account)
        except ValidationError as error:
            say("\n".join(error.messages))
            continue
        if ask(_("The same again: ")) == password:
            return password
        say(_("The two differ."))


def _words(ask: Callable[[str], str], question: str) -> str:
    while not (answer := ask(question).strip()):
        pass
    return answer
