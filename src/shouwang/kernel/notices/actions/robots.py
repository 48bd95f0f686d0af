"""The room's groups outside: set up, tried, retired; and what is old, forgotten."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.notices import outside, robot_addresses
from shouwang.kernel.notices.actions.phones import forget_phones
from shouwang.kernel.notices.actions.queueing import queue
from shouwang.kernel.notices.channels.apprise.adapter import check as check_apprise
from shouwang.kernel.notices.models import (
    KEEP_DELIVERIES,
    KEEP_NOTICES,
    Delivery,
    Notice,
    Robot,
    State,
    Trouble,
)
from shouwang.kernel.notices.ports import NotSentError
from shouwang.kernel.people.sealed import seal
from shouwang.lib.ids import uuid7


@transaction.atomic
def keep_robot(*, by: Actor, room: Room, kind: str, name: str, url: str, events: str, secret: str = "") -> Robot:
    """Set up a robot, or give the one of that name another address. Raises NotSentError (FORBIDDEN or
    NO_ADDRESS) for an address its kind can't use, WrongAddressError where it says what is wrong with it. `secret` signs what
    DingTalk and Feishu get."""
    url = url.strip()
    _check(kind, url)
    robot = Robot.objects.select_for_update().filter(room=room, name=name).first() or Robot(room=room, name=name)
    robot.kind, robot.events, robot.is_active = kind, " ".join(events.split()), True
    robot.url_sealed = seal(url, record=robot.pk)
    robot.secret_sealed = seal(secret.strip(), record=robot.pk)
    robot.save()
    _note(by, "robot.kept", robot)
    return robot


@transaction.atomic
def retire_robot(*, by: Actor, robot: Robot) -> None:
    """Nothing more goes there."""
    Robot.objects.filter(pk=robot.pk).update(is_active=False)
    _note(by, "robot.retired", robot)


@transaction.atomic
def try_robot(*, by: Actor, robot: Robot, language: str) -> Notice | None:
    """Send the group a test, at any hour."""
    _note(by, "robot.tried", robot)
    room = robot.room
    return queue(
        key=f"robot.test:{uuid7()}",
        room=room,
        channel=robot.kind,
        template="robot.test",
        words={"room": room.name_en if language == "en" and room.name_en else room.name},
        about=Subject("robot", str(robot.pk), robot.name),
        robot=robot,
        language=language,
        at_any_hour=True,
    )


@transaction.atomic
def forget_old(*, now: datetime) -> tuple[int, int]:
    """Delete notices, deliveries and phones past their time (see models.py); how many of the first two. Dead notices stay."""
    done = (State.SENT, State.BURIED)
    notices, _ = Notice.objects.filter(state__in=done, created_at__lt=now - KEEP_NOTICES).delete()
    old = Delivery.objects.exclude(state__in=(State.WAITING, State.SENDING))
    deliveries, _ = old.filter(created_at__lt=now - KEEP_DELIVERIES).delete()
    phones = forget_phones(now=now)
    if notices or deliveries or phones:
        detail = f"notices {notices}, deliveries {deliveries}, phones {phones}"
        journal.record(by=SYSTEM, verb="notices.forgotten", of=Subject("notices", ""), detail=detail)
    return notices, deliveries


def _check(kind: str, url: str) -> None:
    try:
        if kind == Robot.Kind.EMAIL:
            validate_email(url)
        elif kind == Robot.Kind.APPRISE:
            check_apprise(url)
        else:
            robot_addresses.check(kind, url)
            outside.check(url)
    except ValidationError as error:
        raise NotSentError(Trouble.NO_ADDRESS, is_final=True) from error
    except outside.ForbiddenAddressError as error:
        raise NotSentError(Trouble.FORBIDDEN, str(error), is_final=True) from error


def _note(by: Actor, verb: str, robot: Robot) -> None:
    journal.record(
        by=by,
        verb=verb,
        of=Subject("robot", str(robot.pk), robot.name),
        room=robot.room_id,
        detail=robot.events,
    )
