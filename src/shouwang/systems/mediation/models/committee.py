"""The mediation committee (调解委员会), who mediates or is asked to the table, and the hours a legal adviser served.

Kept: as long as the room; somebody who left stays with their dates, because files name them. What they are is a public
office, so their names are not sealed.
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7


class Committee(models.Model):
    """A room's mediation committee, with what stands on its papers and how long its files are kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.OneToOneField(Room, on_delete=models.CASCADE, related_name="mediation_committee")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    word = models.CharField(max_length=12, help_text="what stands before 人调字 in a file's number")
    court = models.CharField(max_length=80, blank=True, help_text="the court that confirms its agreements")
    # Years a file is kept, by how hard the dispute was; 0 is for ever. The law says nothing: the room's own rule.
    keeps_simple = models.PositiveSmallIntegerField(default=10)
    keeps_ordinary = models.PositiveSmallIntegerField(default=10)
    keeps_difficult = models.PositiveSmallIntegerField(default=30)
    keeps_major = models.PositiveSmallIntegerField(default=0)
    visit_after_days = models.PositiveSmallIntegerField(default=15)
    second_visit_after_days = models.PositiveSmallIntegerField(default=90)

    def keeps(self, grade: str) -> int:
        """Years for a grade; 0 is for ever."""
        return int(getattr(self, f"keeps_{grade}", self.keeps_ordinary))


class FileNumbers(models.Model):
    """Last number given to a file of the committee in a year. Its row is the lock: no gap, no double."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="numbers")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "year"], name="file_numbers_once_a_year")]


class Member(models.Model):
    """Somebody who mediates for the committee, or is often asked to the table: a lawyer, an officer."""

    class Post(models.TextChoices):
        DIRECTOR = "director", _("director of the committee")
        DEPUTY = "deputy", _("deputy director")
        MEDIATOR = "mediator", _("mediator")
        LAWYER = "lawyer", _("lawyer")
        OFFICER = "officer", _("police officer")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats")
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=8, choices=Post)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "account"],
                condition=Q(account__isnull=False, until_date__isnull=True),
                name="member_once_a_committee",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=models.F("from_date")),
                name="member_leaves_later",
            ),
        ]

    @property
    def mediates(self) -> bool:
        """Whether they belong to the committee, and are not only asked to the table (Art 20)."""
        return self.post in MEDIATING

    def serves_on(self, day: date) -> bool:
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)


MEDIATING = (Member.Post.DIRECTOR, Member.Post.DEPUTY, Member.Post.MEDIATOR)


class Service(models.Model):
    """Time somebody gave, apart from the sessions, which are counted by themselves; a lecture is one."""

    class What(models.TextChoices):
        ADVICE = "advice", _("advice in the room")
        LECTURE = "lecture", _("a talk on the law")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="services")
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=8, choices=What, default=What.ADVICE)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=24 * 60), name="service_within_a_day")
        ]
        indexes = [models.Index(fields=["member", "-day"], name="service_of_member")]
