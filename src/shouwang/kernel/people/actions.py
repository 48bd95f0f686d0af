"""Verbs about people: accounts, appointments, persons, consent, teams, duty, keys."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import (
    ANSWERS_KEPT,
    Account,
    Appointment,
    Attempt,
    Consent,
    Duty,
    IdempotentAnswer,
    Membership,
    Person,
    SecretLink,
    Team,
    TeamTemplate,
    TemplateSlot,
    Token,
)
from shouwang.kernel.people.permissions import ROLES
from shouwang.kernel.people.scopes import Scope
from shouwang.kernel.people.sealed import digest, lookup, seal, unseal

KEY_MARK = "sw_"
USE_NOTED_EVERY = timedelta(hours=1)  # so that reading by key writes almost never


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
def note_persons(
    *, by: Actor, room: Room, purpose: str, legal_basis: str, people: Sequence[tuple[str, str]]
) -> list[Person]:
    """Write down many at once, each by name and phone, sealed; one record in the journal says how many."""
    noted = []
    for name, phone in people:
        person = Person(room=room, purpose=purpose, legal_basis=legal_basis)
        person.name_sealed, person.phone_sealed = seal(name, record=person.pk), seal(phone, record=person.pk)
        person.phone_lookup = lookup(phone)
        noted.append(person)
    Person.objects.bulk_create(noted)
    if noted:
        detail = f"{purpose}: {len(noted)}"
        journal.record(by=by, verb="person.noted", of=Subject("room", str(room.pk)), room=room.pk, detail=detail)
    return noted


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


@dataclass(frozen=True)
class Slot:
    """A numbered place of a template: what the room calls it, how few, how many (None: any number)."""

    number: int
    words: str = ""
    words_en: str = ""
    fewest: int = 1
    most: int | None = None


@transaction.atomic
def make_template(*, by: Actor, name: str, slots: Collection[Slot], name_en: str = "") -> TeamTemplate:
    """A pattern for teams. The numbers are the pattern; what they are called is the room's own affair."""
    template = TeamTemplate.objects.create(name=name, name_en=name_en)
    TemplateSlot.objects.bulk_create(
        TemplateSlot(
            template=template,
            number=slot.number,
            words=slot.words,
            words_en=slot.words_en,
            fewest=slot.fewest,
            most=slot.most,
        )
        for slot in slots
    )
    journal.record(by=by, verb="template.made", of=Subject("template", str(template.pk), name))
    return template


@transaction.atomic
def form_team(*, by: Actor, room: Room, name: str, name_en: str = "", template: TeamTemplate | None = None) -> Team:
    """Form a team, empty at first."""
    team = Team.objects.create(room=room, name=name, name_en=name_en, template=template)
    journal.record(by=by, verb="team.formed", of=Subject("team", str(team.pk), name), room=room.pk)
    return team


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
    """A key for another program and the secret, which is shown this once. Raises ValueError for an unknown scope."""
    if unknown := set(scopes) - set(Scope):
        raise ValueError(f"unknown scope: {', '.join(sorted(unknown))}")
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


def note_use(*, token: Token) -> None:
    """When the key was last used, to the hour."""
    now = timezone.now()
    if token.used_at is None or token.used_at < now - USE_NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=now)


class OtherRequest(Exception):
    """The key came with another request before."""


@transaction.atomic
def claim_answer(
    *, token: Token, key: str, request_digest: str, kept: timedelta = ANSWERS_KEPT
) -> tuple[IdempotentAnswer, str]:
    """The row of this key and what was answered before ("" when this is the first time). Raises OtherRequest.

    Call it inside the transaction of the act itself: an act that fails leaves no claim, and a second sender of
    the same key waits until the first is done.
    """
    now = timezone.now()
    IdempotentAnswer.objects.filter(token=token, key=key, created_at__lt=now - kept).delete()
    row, is_new = IdempotentAnswer.objects.get_or_create(
        token=token, key=key, defaults={"request_digest": request_digest, "created_at": now}
    )
    if row.request_digest != request_digest:
        raise OtherRequest(key)
    return row, "" if is_new else unseal(row.answer_sealed, record=row.pk)


def keep_answer(*, row: IdempotentAnswer, answer: str) -> None:
    """Keep what was answered, sealed."""
    row.answer_sealed = seal(answer, record=row.pk)
    row.save(update_fields=["answer_sealed"])


def forget_answers() -> int:
    """Drop answers older than a day; safe to run at any time. Returns how many."""
    return IdempotentAnswer.objects.filter(created_at__lt=timezone.now() - ANSWERS_KEPT).delete()[0]


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
