"""Accounts: opened, changed, closed, opened again; roles given and taken; passwords."""

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account, Appointment
from shouwang.kernel.people.permissions import ROLES


@transaction.atomic
def open_account(
    *,
    by: Actor,
    username: str,
    name: str,
    password: str | None,
    name_en: str = "",
    email: str = "",
    language: str = "zh-hans",
) -> Account:
    """Open an account; without a password nobody can log in until one is set."""
    account = Account(username=username, name=name, name_en=name_en, email=email.lower(), language=language)
    account.set_password(password)
    account.save(force_insert=True)
    journal.record(by=by, verb="account.opened", of=subject(account))
    return account


@transaction.atomic
def edit_account(*, by: Actor, account: Account, name: str, name_en: str, email: str, language: str) -> None:
    """Other words for a person, another mail address or language. The name to log in with stays for ever."""
    account.name, account.name_en, account.email, account.language = name, name_en, email.lower(), language
    account.save(update_fields=["name", "name_en", "email", "language"])
    journal.record(by=by, verb="account.edited", of=subject(account))


@transaction.atomic
def choose_language(*, by: Actor, account: Account, language: str) -> None:
    """In which language the account's pages and notices are."""
    account.language = language
    account.save(update_fields=["language"])
    journal.record(by=by, verb="account.edited", of=subject(account))


@transaction.atomic
def close_account(*, by: Actor, account: Account) -> None:
    """Nobody logs in with it any more; what it did stays."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    now = timezone.now()
    account.tokens.filter(revoked_at=None).update(revoked_at=now)
    account.secret_links.filter(revoked_at=None).update(revoked_at=now)
    journal.record(by=by, verb="account.closed", of=subject(account))


@transaction.atomic
def reopen_account(*, by: Actor, account: Account) -> None:
    """Let somebody log in again; keys and addresses that were revoked stay so."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    journal.record(by=by, verb="account.reopened", of=subject(account))


@transaction.atomic
def appoint(*, by: Actor, account: Account, role: str, over: Room | Station | Division) -> Appointment:
    """Give a role over a room, a station or a county."""
    if role not in ROLES:
        raise ValueError(f"unknown role: {role}")
    appointment, _ = Appointment.objects.get_or_create(
        account=account,
        role=role,
        room=over if isinstance(over, Room) else None,
        station=over if isinstance(over, Station) else None,
        county=over if isinstance(over, Division) else None,
    )
    journal.record(
        by=by,
        verb="account.appointed",
        of=subject(account),
        room=over.pk if isinstance(over, Room) else "",
        detail=f"{role} {type(over).__name__.lower()} {over.pk}",
    )
    return appointment


@transaction.atomic
def dismiss(*, by: Actor, appointment: Appointment) -> None:
    """Take a role away."""
    journal.record(
        by=by,
        verb="account.dismissed",
        of=subject(appointment.account),
        room=appointment.room_id or "",
        detail=f"{appointment.role} {appointment.pk}",
    )
    appointment.delete()


@transaction.atomic
def offer_password(*, by: Actor, account: Account, is_phone_lost: bool = False) -> str:
    """A secret with which the account sets a new password, once (see queries.account_of_offer).

    The password until now and every session end at once; the second step too when the phone is lost.
    """
    account.set_unusable_password()
    account.save(update_fields=["password"])
    if is_phone_lost:
        account.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's own table
    detail = "second step removed" if is_phone_lost else ""
    journal.record(by=by, verb="account.password_offered", of=subject(account), detail=detail)
    return f"{account.pk.hex}.{default_token_generator.make_token(account)}"


@transaction.atomic
def set_password(*, by: Actor, account: Account, password: str) -> None:
    """A new password; the offer it came with is used up, every session ends."""
    account.set_password(password)
    account.save(update_fields=["password"])
    journal.record(by=by, verb="account.password_set", of=subject(account))


def subject(account: Account) -> Subject:
    """The account as the journal names it."""
    return Subject("account", str(account.pk), account.username)
