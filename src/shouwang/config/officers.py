"""`shouwang createofficer`: the first account of a room, asked for in the terminal."""

from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from shouwang.config.terminal import gettext as _
from shouwang.config.terminal import say
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account

ROLE = "officer"
TERMINAL = Actor("terminal", "terminal")  # whoever may start the program may do this; the journal says so


def create(ask: Callable[[str], str], ask_secret: Callable[[str], str]) -> Account:
    """Ask until every answer is good, then open the account and appoint it over the room, or neither."""
    room = _room(ask)
    name = _words(ask, _("Name, as colleagues say it: "))
    username = _username(ask)
    password = _password(ask_secret, Account(username=username, name=name))
    with transaction.atomic():
        account = actions.open_account(by=TERMINAL, username=username, name=name, password=password)
        actions.appoint(by=TERMINAL, account=account, role=ROLE, over=room)
    return account


def _room(ask: Callable[[str], str]) -> Room:
    while True:
        code = _words(ask, _("Code of the room (the letters before its numbers): ")).upper()
        if room := Room.objects.filter(code=code).first():
            return room
        known = ", ".join(Room.objects.order_by("code").values_list("code", flat=True))
        say(_("There is no room %(code)s. Known: %(known)s") % {"code": code, "known": known or _("none")})


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
