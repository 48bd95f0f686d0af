"""A thing lost or found in Hewan, by the same actions the pages call."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.systems.services.actions import lost, lost_selling
from shouwang.systems.services.models import LostThing
from tests.cast import Cast


def thing(cast: Cast, side: str = "found", what: str = "phone", **more: Any) -> LostThing:
    told = lost.Told(what, more.pop("day", timezone.localdate()), more.pop("place", "桥头"), "黑色手机壳")
    is_here = more.pop("is_here", side == "found")
    reporter = Reporter("韩梅", "13800000031") if side == "lost" else Reporter(is_anonymous=True)
    brought = Brought(kind="help", topic="lost", text=more.pop("text", "屏幕有裂"), reporter=reporter)
    receipt = lost.take_in(by=PUBLIC, room=cast.room, brought=brought, side=side, told=told)
    found = LostThing.objects.get(matter=receipt.matter)
    if is_here:
        lost.receive(by=cast.officer, thing=found, place=told.place, shelf="")
    return LostThing.objects.select_related("matter__room").get(matter=receipt.matter)


def at(cast: Cast, stage: str) -> LostThing:
    found = thing(cast, "lost" if stage == "sought" else "found")
    if stage == "sold":
        return lost_selling.sell(by=cast.officer, thing=found, reason="放不住", proceeds=Decimal(20))
    return found
