"""The outbox: notices to people, the room's outside robots, webhooks and their deliveries.

Kept: notices 90 days after they were sent or buried, dead ones until somebody at the desk decides, deliveries
30 days; a phone that is told, a year after its owner last said so, less when its browser gives it up.
An address is sealed; subject and body name a matter by its number, never a person.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices import lifecycle
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import uuid7

KEEP_NOTICES = timedelta(days=90)
KEEP_DELIVERIES = timedelta(days=30)
KEEP_PHONES = timedelta(days=365)
EVERY_EVENT = "*"

# SQLite takes a partial index for a query with parameters only when its condition is "is not null".
ON_ITS_WAY = models.Q(not_before__isnull=False)
DEAD = models.Q(state=lifecycle.DEAD)
UNREAD = models.Q(read_at__isnull=True)
IN_APP = models.Q(channel="app")


class State(models.TextChoices):
    """See lifecycle.py."""

    WAITING = lifecycle.WAITING, _("waiting to be sent")
    SENDING = lifecycle.SENDING, _("being sent")
    SENT = lifecycle.SENT, _("sent")
    DEAD = lifecycle.DEAD, _("could not be sent")
    BURIED = lifecycle.BURIED, _("given up")


class Trouble(models.TextChoices):
    """Why it did not get through, in words for the desk."""

    NO_ANSWER = "no_answer", _("no answer from the other side")
    UNSURE = "unsure", _("may have arrived: look in the group before you send it again")
    BUSY = "busy", _("the other side asks to wait")
    REFUSED = "refused", _("the other side refused it")
    NO_ADDRESS = "no_address", _("no address, robot or mail server to send it to")
    FORBIDDEN = "forbidden", _("the address is not allowed")
    GONE = "gone", _("that phone takes no more notices")
    OVER = "over", _("over before it could be sent")
    STOPPED = "stopped", _("the program stopped while sending it")
    FAULT = "fault", _("a fault in the program")


class Outgoing(models.Model):
    """Something to be sent, tried again and at last given up. `not_before` says from when a
    worker may take it; while it is being sent that is the end of the lease, at the end it is empty. `claim`
    is the mark of the worker that has it: one that lost its lease changes nothing."""

    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True)
    trouble = models.CharField(max_length=12, choices=Trouble, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    TURN: ClassVar[tuple[str, ...]] = ("not_before", "id")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_claimed_while_sending",
                condition=models.Q(state=State.SENDING, claim__isnull=False)
                | (~models.Q(state=State.SENDING) & models.Q(claim__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(class)s_due_while_on_its_way",
                condition=models.Q(state__in=(lifecycle.WAITING, lifecycle.SENDING), not_before__isnull=False)
                | (~models.Q(state__in=(lifecycle.WAITING, lifecycle.SENDING)) & models.Q(not_before__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(class)s_sent_has_moment",
                condition=~models.Q(state=State.SENT) | models.Q(sent_at__isnull=False),
            ),
        ]


class Robot(models.Model):
    """The room's way to a group outside: a group robot, a service Apprise knows, a mail address."""

    class Kind(models.TextChoices):
        WECOM = "wecom", _("WeCom group robot")
        DINGTALK = "dingtalk", _("DingTalk group robot")
        FEISHU = "feishu", _("Feishu group robot")
        APPRISE = "apprise", _("other service")
        EMAIL = "email", _("mail address")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="robots")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=60)
    url_sealed = models.TextField(help_text="holds the robot's key, so it is sealed")
    secret_sealed = models.TextField(blank=True, help_text="messages are signed with it: DingTalk, Feishu")
    events = models.CharField(max_length=400, help_text="names with a space between, or *")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "name"], name="robot_name_once_a_room")]

    def wants(self, event: str) -> bool:
        return _listed(event, self.events)


class Turn(models.Model):
    """One message a robot was just given; counted over the last minute, then forgotten."""

    robot = models.ForeignKey(Robot, on_delete=models.CASCADE, related_name="turns")
    at = models.DateTimeField()


class Phone(models.Model):
    """A browser whose owner asked for the room's urgent notices (Web Push, RFC 8030). Whose it is, is known only of a
    colleague who was logged in; a villager stays nobody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="phones")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="phones")
    endpoint_lookup = models.CharField(max_length=64, help_text="keyed hash of the address, to find it again")
    address_sealed = models.TextField(help_text="where to push, and the browser's keys")
    language = models.CharField(max_length=10)
    agreed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True, help_text="empty once a notice arrives")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "endpoint_lookup"], name="phone_once_a_room"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("agreed_at")), name="phone_expires_later"
            ),
        ]


class Notice(Outgoing):
    """One notice to one receiver by one channel. `key` makes it unrepeatable."""

    class By(models.TextChoices):
        APP = "app", _("in the program")
        EMAIL = "email", _("mail")
        WECOM = "wecom", _("WeCom group robot")
        DINGTALK = "dingtalk", _("DingTalk group robot")
        FEISHU = "feishu", _("Feishu group robot")
        APPRISE = "apprise", _("other service")
        PUSH = "push", _("notice on a phone")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=200, unique=True)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="notices")
    channel = models.CharField(max_length=8, choices=By)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    robot = models.ForeignKey(Robot, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")
    phone = models.ForeignKey(Phone, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")
    address_sealed = models.TextField(blank=True, help_text="of a receiver without account")
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    words = models.JSONField(default=dict, help_text="what was put into the wording, to say it in another language")
    language = models.CharField(max_length=10)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=40)
    about_label = models.CharField(max_length=120, blank=True)
    picture = models.ForeignKey(File, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices")
    link = models.CharField(max_length=300, blank=True, help_text="the public page it is about")
    picture_link = models.CharField(max_length=300, blank=True, help_text="a picture of that page, for cards")
    urgent = models.BooleanField(default=False)
    at_any_hour = models.BooleanField(default=False, help_text="the receiver waits for it right now")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="from then on it is not sent any more")
    parts_sent = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)

    TURN = ("-urgent", "not_before", "id")

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            models.CheckConstraint(
                name="notice_in_app_has_account",
                condition=~models.Q(channel="app") | models.Q(account__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["-urgent", "not_before"], condition=ON_ITS_WAY, name="notice_to_send"),
            models.Index(fields=["room", "-created_at"], condition=DEAD, name="notice_dead"),
            models.Index(fields=["account", "-sent_at"], condition=IN_APP, name="notice_inbox"),
            models.Index(fields=["about_id"], condition=UNREAD, name="notice_unread"),
        ]

    def is_over(self, now: datetime) -> bool:
        """Whether what it tells of has ended."""
        return self.expires_at is not None and self.expires_at <= now


class Webhook(models.Model):
    """Another program's address that is told of events, signed. Without a room: of all its owner tends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=400)
    secret_sealed = models.TextField()
    events = models.CharField(max_length=400, help_text="names with a space between, or *")
    is_active = models.BooleanField(default=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="webhooks")
    created_at = models.DateTimeField(auto_now_add=True)

    def wants(self, event: str) -> bool:
        return _listed(event, self.events)


class Delivery(Outgoing):
    """One event on its way to one webhook: what was sent, what was answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=60)
    event_id = models.UUIDField(help_text="the receiver's webhook-id: the same over every try and replay")
    body = models.TextField()
    response_code = models.PositiveSmallIntegerField(null=True, blank=True)
    response_excerpt = models.TextField(blank=True)
    replays = models.PositiveSmallIntegerField(default=0)

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(fields=["webhook", "event_id"], name="delivery_once_a_webhook"),
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=ON_ITS_WAY, name="delivery_to_send"),
            models.Index(fields=["webhook", "-created_at"], name="delivery_log"),
        ]


def _listed(event: str, events: str) -> bool:
    return events == EVERY_EVENT or event in events.split()
