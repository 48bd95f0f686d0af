"""An errand in Hewan, brought to any stage by the actions the pages call."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.systems.services.actions import errand_hands as hands
from shouwang.systems.services.actions import errand_way as way
from shouwang.systems.services.actions import errands
from shouwang.systems.services.actions.errand_turn import Signed, Somebody
from shouwang.systems.services.actions.errands import Asked, Look
from shouwang.systems.services.authority import Acting
from shouwang.systems.services.models import Errand
from shouwang.systems.services.queries.errands import standing
from tests.cast import Cast

NEAR = Acting(kin="near", authority="rule", wish="by_phone", has_seen_cards=True)
SON, MOTHER = Somebody(name="万小川", phone="13900000101"), Somebody(name="万秀兰")
PARTS = way.FourParts("要按指纹", "本人去窗口", "旧身份证", "四十五天", "派出所窗口", "0379-5550101")


def asked(cast: Cast, key: str = "card_fetch", **more: object) -> Errand:
    brought = Brought(
        kind="errand",
        text="我妈的身份证到了，能不能替她取？",
        channel="room",
        reporter=Reporter("万小川", "13900000101"),
    )
    said = Asked(**{"key": key, "whom": "family", "can_come": False} | more)  # type: ignore[arg-type]
    receipt = errands.open_errand(by=cast.officer, room=cast.room, brought=brought, asked=said)
    return Errand.objects.select_related("matter__room").get(pk=receipt.matter.pk)


def fresh(errand: Errand) -> Errand:
    return Errand.objects.select_related("matter__room").get(pk=errand.pk)


def looks(errand: Errand, **states: str) -> dict[int, Look]:
    """Every paper brought, but those said otherwise as `p0="missing"`."""
    count = len(standing(fresh(errand)).documents)
    return {place: Look(states.get(f"p{place}", "brought"), why="不用") for place in range(count)}


def checked(cast: Cast, **states: str) -> Errand:
    errand = asked(cast)
    return errands.check(by=cast.officer, errand=errand, looks=looks(errand, **states))


def authorised(cast: Cast) -> Errand:
    return errands.authorise(by=cast.officer, errand=checked(cast), acting=NEAR, owner=MOTHER, agent=SON)


def taken(cast: Cast) -> Errand:
    errand = authorised(cast)
    hands.take_in(by=cast.officer, errand=errand, left=[hands.Left("领取凭证")], giver=Somebody(), signed=Signed())
    return fresh(errand)


def handed_in(cast: Cast) -> Errand:
    errand = taken(cast)
    now = standing(errand)
    return way.hand_in(
        by=cast.officer, errand=errand, to="河湾派出所窗口", receipt="88", expected=now.today + timedelta(days=9),
        originals=[one.pk for one in now.here],
    )  # fmt: skip


def ready(cast: Cast) -> Errand:
    return way.ready(by=cast.officer, errand=handed_in(cast), result="身份证取回来了")


def delivered(cast: Cast) -> Errand:
    errand = ready(cast)
    hands.deliver(by=cast.officer, errand=errand, taker=Somebody(), signed=Signed())
    return fresh(errand)


def closed(cast: Cast) -> Errand:
    errand = delivered(cast)
    keys = [one.pk for one in standing(errand).here]
    hands.give_back(by=cast.officer, errand=errand, originals=keys, taker=Somebody(), signed=Signed())
    return way.close(by=cast.officer, errand=fresh(errand), answer="身份证交到您母亲手里了。")


def advised(cast: Cast) -> Errand:
    return way.advise(by=cast.officer, errand=asked(cast, "card_renew"), parts=PARTS, how="message")


def visited(cast: Cast) -> Errand:
    return way.send_visit(by=cast.officer, errand=asked(cast, "card_renew"), words="老人走不动，请上门")


def called_off(cast: Cast) -> Errand:
    return way.call_off(by=cast.officer, errand=asked(cast), reason="自己去取了")


STAGES: Mapping[str, Callable[[Cast], Errand]] = {
    "asked": asked, "checked": checked, "taken": taken, "handed_in": handed_in, "ready": ready, "delivered": delivered,
    "closed": closed, "advised": advised, "home_visit": visited, "called_off": called_off,
}  # fmt: skip


def at(cast: Cast, stage: str) -> Errand:
    return fresh(STAGES[stage](cast))
