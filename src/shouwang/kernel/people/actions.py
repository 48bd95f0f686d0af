"""Verbs about people: accounts, appointments, persons, consent, teams, duty, keys."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import (
    Account,
    Appointment,
    Attempt,
    Consent,
    Duty,
    Membership,
    Person,
    SecretLink,
    Team,
    Token,
)
from shouwang.kernel.people.permissions import ROLES
from shouwang.kernel.people.sealed import lookup, seal

KEY_MARK = "sw_"


def digest(secret: str) -> str:
    """What is kept of a secret: its SHA-256. The secrets are long and random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


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
    journal.record(by=by, verb="account.opened", of=_subject(account))
    return account


@transaction.atomic
def close_account(*, by: Actor, account: Account) -> None:
    """Nobody logs in with it any more; what it did stays."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    now = timezone.now()
    account.tokens.filter(revoked_at=None).update(revoked_at=now)
    account.secret_links.filter(revoked_at=None).update(revoked_at=now)
    journal.record(by=by, verb="account.closed", of=_subject(account))


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
        by=by, verb="account.appointed", of=_subject(account), detail=f"{role} {type(over).__name__.lower()} {over.pk}"
    )
    return appointment


@transaction.atomic
def dismiss(*, by: Actor, appointment: Appointment) -> None:
    """Take a role away."""
    journal.record(
        by=by, verb="account.dismissed", of=_subject(appointment.account), detail=f"{appointment.role} {appointment.pk}"
    )
    appointment.delete()


@transaction.atomic
def note_person(
    *,
    by: Actor,
    room: Room,
    purpose: str,
    legal_basis: str,
    name: str = "",
    phone: str = "",
    identity: str = "",
    address: str = "",
) -> Person:
    """Write down somebody who came to the room, sealed. The caller has cleaned phone and ID number."""
    person = Person(room=room, purpose=purpose, legal_basis=legal_basis)
    person.name_sealed = seal(name, record=person.pk)
    person.phone_sealed = seal(phone, record=person.pk)
    person.phone_lookup = lookup(phone)
    person.identity_sealed = seal(identity, record=person.pk)
    person.identity_lookup = lookup(identity)
    person.address_sealed = seal(address, record=person.pk)
    person.save(force_insert=True)
    journal.record(by=by, verb="person.noted", of=Subject("person", str(person.pk)), room=room.pk, detail=purpose)
    return person


@transaction.atomic
def empty_person(*, by: Actor, person: Person, reason: str) -> None:
    """Forget who it was; the row stays so that counts stay. Matters forget too: see matters.actions.erase_person."""
    for field in (
        "name_sealed",
        "phone_sealed",
        "phone_lookup",
        "identity_sealed",
        "identity_lookup",
        "address_sealed",
    ):
        setattr(person, field, "")
    person.erased_at = timezone.now()
    person.save()
    journal.record(
        by=by, verb="person.erased", of=Subject("person", str(person.pk)), room=person.room_id, detail=reason
    )


@transaction.atomic
def give_consent(
    *, by: Actor, person: Person, purpose: str, text_version: str, channel: str, at: datetime | None = None
) -> Consent:
    """Record what a person agreed to."""
    consent = Consent.objects.create(
        person=person, purpose=purpose, text_version=text_version, channel=channel, given_at=at or timezone.now()
    )
    journal.record(
        by=by, verb="consent.given", of=Subject("person", str(person.pk)), room=person.room_id, detail=purpose
    )
    return consent


@transaction.atomic
def withdraw_consent(*, by: Actor, consent: Consent) -> None:
    """Record that it was taken back; the service goes on (PIPL Art 15-16)."""
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    journal.record(
        by=by,
        verb="consent.withdrawn",
        of=Subject("person", str(consent.person_id)),
        room=consent.person.room_id,
        detail=consent.purpose,
    )


@transaction.atomic
def join_team(*, by: Actor, team: Team, account: Account, slot: int = 1) -> Membership:
    """Put somebody into a slot; a full slot raises ValueError."""
    if team.template and (pattern := team.template.slots.filter(number=slot).first()) and pattern.most is not None:
        taken = team.memberships.filter(slot=slot).exclude(account=account).count()
        if taken >= pattern.most:
            raise ValueError("slot full")
    membership, _ = Membership.objects.update_or_create(team=team, account=account, defaults={"slot": slot})
    journal.record(
        by=by, verb="team.joined", of=Subject("team", str(team.pk), team.name), room=team.room_id, detail=account.name
    )
    return membership


@transaction.atomic
def put_on_duty(*, by: Actor, room: Room, account: Account, starts_at: datetime, ends_at: datetime) -> Duty:
    """Put somebody on duty from when to when."""
    duty = Duty.objects.create(room=room, account=account, starts_at=starts_at, ends_at=ends_at)
    journal.record(by=by, verb="duty.set", of=_subject(account), room=room.pk, detail=f"{starts_at} – {ends_at}")
    return duty


@transaction.atomic
def issue_token(
    *, by: Actor, account: Account, name: str, scopes: Collection[str], lasts: timedelta | None = None
) -> tuple[Token, str]:
    """A key for another program and the secret, which is shown this once."""
    secret = KEY_MARK + secrets.token_urlsafe(32)
    expires_at = timezone.now() + lasts if lasts else None
    token = Token.objects.create(
        account=account, name=name, digest=digest(secret), scopes=" ".join(sorted(scopes)), expires_at=expires_at
    )
    journal.record(by=by, verb="token.issued", of=_subject(account), detail=f"{name}: {token.scopes}")
    return token, secret


@transaction.atomic
def revoke_token(*, by: Actor, token: Token) -> None:
    """The key opens nothing any more."""
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    journal.record(by=by, verb="token.revoked", of=_subject(token.account), detail=token.name)


@transaction.atomic
def make_secret_link(*, by: Actor, account: Account) -> str:
    """A new secret for the account's feed; the ones before stop working."""
    now = timezone.now()
    account.secret_links.filter(revoked_at=None).update(revoked_at=now)
    secret = secrets.token_urlsafe(24)
    SecretLink.objects.create(account=account, digest=digest(secret))
    journal.record(by=by, verb="feed.link_made", of=_subject(account))
    return secret


@transaction.atomic
def count_attempt(*, key: str, most: int, per: timedelta) -> bool:
    """Count one try under the key; False when there were more than `most` in the running window."""
    now = timezone.now()
    attempt, _ = Attempt.objects.select_for_update().get_or_create(key=key[:120], defaults={"window": now})
    if attempt.window < now - per:
        Attempt.objects.filter(pk=attempt.pk).update(window=now, count=1)
        return True
    Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + 1)
    return attempt.count < most


def _subject(account: Account) -> Subject:
    return Subject("account", str(account.pk), account.username)
