"""Bringing matters to the room, for tests."""

from typing import Any

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions import intake, progress
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from tests.cast import Cast


def bring(room: Room, by: Account | None = None, **fields: Any) -> intake.Receipt:
    said = {"kind": "report", "topic": "streetlight", "text": "村口的路灯坏了三天了。晚上看不见路。"} | fields
    return intake.receive(by=by or PUBLIC, room=room, brought=intake.Brought(**said))


def reported(cast: Cast, **fields: Any) -> Matter:
    """A matter that the auxiliary worked on and reported."""
    matter = bring(cast.room, **fields).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.auxiliary)
    progress.start(by=cast.auxiliary, matter=matter)
    return progress.report(by=cast.auxiliary, matter=matter, outcome="电工换了灯泡")


def closed(cast: Cast, **fields: Any) -> Matter:
    matter = reported(cast, **fields)
    progress.check(by=cast.officer, matter=matter)
    return progress.close(by=cast.officer, matter=matter, answer="路灯修好了，谢谢您。")
