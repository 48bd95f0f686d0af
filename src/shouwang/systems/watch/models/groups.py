"""Watch groups: a zone, the people who look out for it, and the invitations by which they join.

Kept: a group while the room has it; a member's row for the count, their name and number as a person of the room
until they leave, then emptied (see actions.groups.leave); an invitation 90 days after it ended.
"""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room, Shape
from shouwang.kernel.people import joining
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7

INVITATIONS_KEPT = timedelta(days=90)
MOST_JOIN = 30  # one invitation on the wall of a meeting
MOST_OPEN = 10  # made on the phones of a group and open at a time: a lost phone lets in no crowd
FROM_A_PHONE = "watch head"  # `made_by` of what the head, or a deputy for them, made on the own phone


class Group(Shape):
    """A neighbourhood-watch group (邻里守望小组) or a centre household with its neighbours (治安中心户).

    Its zone is a GeoJSON polygon, or a list of households in words, or both.
    """

    class Kind(models.TextChoices):
        WATCH = "watch", _("watch group")
        HOUSEHOLD = "household", _("centre household")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="watch_groups")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WATCH)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    households = models.TextField(blank=True, help_text="one to a line: a house number, a lane, a family's house")
    is_active = models.BooleanField(default=True)
    formed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="watch_group_once_a_room")]

    @property
    def has_zone(self) -> bool:
        """Whether its zone is drawn, so that it counts on the map."""
        return self.geometry is not None


class Member(models.Model):
    """A person in a group. `turn` is their place in the phone tree: 1 is rung first."""

    class Role(models.TextChoices):
        HEAD = "head", _("head")
        DEPUTY = "deputy", _("deputy")
        MEMBER = "member", _("member")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="watch_memberships")
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    turn = models.PositiveSmallIntegerField()
    invitation = models.ForeignKey(
        "Invitation", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(left_at__isnull=True), name="watch_member_once_a_group"
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=models.Q(left_at__isnull=True, role="head"),
                name="watch_group_one_head",
            ),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(left_at__gte=models.F("joined_at")),
                name="watch_member_left_later",
            ),
        ]
        indexes = [models.Index(fields=["person", "left_at"], name="watch_member_person")]


class Invitation(models.Model):
    """A QR code that lets somebody join a group by their name. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=8, choices=Member.Role, default=Member.Role.MEMBER)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    most = models.PositiveSmallIntegerField(default=1)
    used = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used__lte=models.F("most")), name="watch_invitation_not_overused"
            ),
            models.CheckConstraint(
                condition=models.Q(most__gte=1, most__lte=MOST_JOIN), name="watch_invitation_for_a_few"
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="watch_invitation_expires_later"
            ),
        ]

    def why_closed(self, now: datetime) -> joining.Closed | None:
        """Why nobody can join by it, or None while somebody can."""
        return joining.why_closed(
            revoked_at=self.revoked_at, expires_at=self.expires_at, used=self.used, most=self.most, now=now
        )
