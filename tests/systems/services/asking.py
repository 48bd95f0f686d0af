"""A request about one's own data, brought to any stage by the same actions the pages call."""

from typing import Any

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.systems.services.actions import rights
from shouwang.systems.services.models import RightsRequest
from tests.cast import Cast

NAME, PHONE = "钱多多", "13812345678"


def ask(room: Room, topic: str = "delete", **about: Any) -> RightsRequest:
    brought = Brought(kind="rights", topic=topic, text=f"我是{NAME}，请处理", reporter=Reporter(name=NAME, phone=PHONE))
    receipt = rights.take_in(by=PUBLIC, room=room, brought=brought, asked=rights.Asked(**about))
    return RightsRequest.objects.get(matter=receipt.matter)


def proven(cast: Cast, topic: str = "delete", **about: Any) -> RightsRequest:
    return rights.prove(by=cast.officer, request=ask(cast.room, topic, **about), seen="card", seen_tie="户口簿")


def at(cast: Cast, stage: str) -> RightsRequest:
    """Asked, or proven with something done for it, so that it may be answered."""
    if stage == "asked":
        return ask(cast.room, "see")
    return rights.note(by=cast.officer, request=proven(cast, "see"), kind="shown", what="当面看过")
