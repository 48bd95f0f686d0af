"""Can this be done for me? From who may act, and whether the person can come, one plain answer."""

from enum import StrEnum

from shouwang.systems.services.catalogue.facts import Proxy


class Whom(StrEnum):
    """For whom somebody asks."""

    SELF = "self"
    FAMILY = "family"
    OTHER = "other"
    DEAD = "dead"  # a death is filed by kin, or by the village committee


class Can(StrEnum):
    """What the answer begins with."""

    YES = "yes"
    PARTLY = "partly"  # papers may be carried
    KIN_ONLY = "kin_only"  # only near relatives or a guardian
    MUST_COME = "must_come"
    AT_HOME = "at_home"  # the person must be there, and can't come: the officer goes to them
    ASK = "ask"


def answer(proxy: Proxy, whom: Whom, can_come: bool) -> Can:
    """What to say first. Who can come is still told that it could be done for them."""
    if proxy is Proxy.COUNTER:
        return Can.MUST_COME
    if proxy is Proxy.NO:
        return Can.MUST_COME if can_come else Can.AT_HOME
    if proxy is Proxy.ASK:
        return Can.ASK
    if proxy is Proxy.PART:
        return Can.PARTLY
    if proxy is Proxy.KIN:
        return Can.KIN_ONLY
    return Can.YES


def may_be_asked_for(can: Can) -> bool:
    """Whether the room can do something about it beside going there: it opens an errand."""
    return can not in (Can.MUST_COME,)
