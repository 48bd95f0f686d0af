"""Accounts of those who work, persons who came to the room, consent, phones, teams, duty, keys for programs.

Kept: accounts while in use; persons while a matter of theirs is kept, then pseudonymised in place; consent
3 years after withdrawal (PIPL Art 55-56); keys, phones, codes and secret addresses 90 days after they ended; answers to keys
and counts of attempts one day.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.people import joining
from shouwang.kernel.people.permissions import ROLES
from shouwang.kernel.people.scopes import Scope
from shouwang.lib.ids import uuid7

ANSWERS_KEPT = timedelta(hours=24)
ATTEMPTS_KEPT = timedelta(days=1)
KEYS_KEPT = timedelta(days=90)  # after they ended, so that their owner still sees what was there
CONSENTS_KEPT = timedelta(days=3 * 366)  # after they were taken back


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by username; makes none (see actions.open_account)."""


class Account(AbstractBaseUser):
    """Somebody who works at the desk or in the field. A villager needs none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    came_by_key = ""  # the name of the key another program acts with, for the journal; set by queries.token_of

    def get_full_name(self) -> str:
        return self.name


class Appointment(models.Model):
    """A role in a scope: one room, one station's rooms, or one county's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(key, role.name) for key, role in ROLES.items()])
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments")
    station = models.ForeignKey(Station, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments")
    county = models.ForeignKey(Division, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_one_scope",
                condition=models.Q(room__isnull=False, station__isnull=True, county__isnull=True)
                | models.Q(room__isnull=True, station__isnull=False, county__isnull=True)
                | models.Q(room__isnull=True, station__isnull=True, county__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=["account", "role", scope],
                    condition=models.Q(**{f"{scope}__isnull": False}),
                    name=f"appointment_once_a_{scope}",
                )
                for scope in ("room", "station", "county")
            ),
        ]


class TeamTemplate(models.Model):
    """A team's pattern of numbered slots. "166N" is one; what it means is the room's own affair (domain c)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=60, unique=True)
    name_en = models.CharField(max_length=60, blank=True)
    is_example = models.BooleanField(default=True)


class TemplateSlot(models.Model):
    """A numbered slot of a template: how few and how many people, and what the room calls them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    template = models.ForeignKey(TeamTemplate, on_delete=models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=60, blank=True)
    words_en = models.CharField(max_length=60, blank=True)
    fewest = models.PositiveSmallIntegerField(default=1)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="slot_number_once"),
            models.CheckConstraint(
                condition=models.Q(most__isnull=True) | models.Q(most__gte=models.F("fewest")), name="slot_most_fits"
            ),
        ]


class Team(models.Model):
    """People who take on matters together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="teams")
    template = models.ForeignKey(TeamTemplate, null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="team_once_a_room")]


class Membership(models.Model):
    """Somebody in a slot of a team: an account, or a person without one, who is told of no matter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("Person", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    slot = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "account"], name="member_once_a_team"),
            models.UniqueConstraint(fields=["team", "person"], name="member_person_once_a_team"),
            models.CheckConstraint(
                condition=models.Q(account__isnull=False, person__isnull=True)
                | models.Q(account__isnull=True, person__isnull=False),
                name="member_is_one",
            ),
        ]


class Duty(models.Model):
    """Who is on duty in a room from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="duties")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="duties")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="duty_ends_later")
        ]
        indexes = [models.Index(fields=["room", "ends_at"], name="duty_room_end")]


class Person(models.Model):
    """Somebody who came to the room, with the least that is needed. Name, phone and ID number are sealed.

    No field may rank, score or classify a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="persons")
    name_sealed = models.TextField(blank=True)
    phone_sealed = models.TextField(blank=True)
    phone_lookup = models.CharField(max_length=64, blank=True, db_index=True)
    identity_sealed = models.TextField(blank=True)
    identity_lookup = models.CharField(max_length=64, blank=True, db_index=True)
    address_sealed = models.TextField(blank=True)
    purpose = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class LegalBasis(models.TextChoices):
        """PIPL Art 13."""

        CONSENT = "consent", _("consent")
        DUTY = "duty", _("statutory duty")
        EMERGENCY = "emergency", _("emergency")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_erased_is_empty",
                condition=models.Q(erased_at__isnull=True)
                | models.Q(
                    name_sealed="",
                    phone_sealed="",
                    phone_lookup="",
                    identity_sealed="",
                    identity_lookup="",
                    address_sealed="",
                ),
            )
        ]


class Consent(models.Model):
    """What a person agreed to: which text, when, how, and when it was taken back (PIPL Art 14-16)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_later",
            )
        ]


class Device(models.Model):
    """A phone that somebody without an account uses for the room: enrolled once, no password. Only its key's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=60, help_text="what the phone says it is, so that two can be told apart")
    enrolled_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # only the day counts, see `note_seen`
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], condition=models.Q(revoked_at__isnull=True), name="device_in_use")]


class PhoneCode(models.Model):
    """A QR code that puts one phone of one known person on the list. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phone_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="phone_code_expires_later"
            )
        ]

    def why_closed(self, now: datetime) -> joining.Closed | None:
        """Why no phone gets onto the list by it, or None while one does."""
        return joining.why_closed(
            revoked_at=self.revoked_at, expires_at=self.expires_at, used=int(self.used_at is not None), most=1, now=now
        )


class Token(models.Model):
    """A key for another program: only its hash is kept; it acts as its account, within its scopes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def holds(self, scope: Scope) -> bool:
        return scope in self.scopes.split()


class IdempotentAnswer(models.Model):
    """What a key was answered, so that the same request sent again gets the same answer. Sealed: it may hold a follow code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    answer_sealed = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answer_once_a_key")]
        indexes = [models.Index(fields=["created_at"], name="answer_age")]


class SecretLink(models.Model):
    """A secret address of an account's own feed (iCalendar): only its hash is kept, it can be revoked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="secret_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Attempt(models.Model):
    """How often something was tried in a window of time: guards against guessing. Kept one day."""

    key = models.CharField(max_length=120, primary_key=True)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
