"""Who may act for whom in an errand: what the item allows, what must have been seen, and whether it is the person's own wish.

For hukou and the like an old person is asked themselves (Law on the Elderly, Art 55); near relatives and guardians only where
the rule names them (Residence Permit Regulations Art 9); a death without kin is the village committee's to file
(公通字〔2021〕12号 Art 31).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from shouwang.systems.services.catalogue.facts import Proxy

SELF, NEAR, GUARDIAN, COMMITTEE, AGENT, ROOM = "self", "near", "guardian", "committee", "agent", "room"
LETTER, RULE, OWN = "letter", "rule", "own"
NOT_ABLE, DEAD = "not_able", "dead"
BY_BLOOD = (SELF, NEAR, GUARDIAN)


@dataclass(frozen=True)
class Acting:
    """What was said and seen. `kin`: what who acts is to the person; `wish`: how the person was asked."""

    kin: str
    authority: str
    wish: str
    is_paper_run: bool = False
    has_seen_cards: bool = False
    station_asked: str = ""


def _with_letter(proxy: Proxy) -> tuple[str, ...]:
    """Who must show a power of attorney. Never a guardian: they act by law (Civil Code Art 34), nobody could give them one."""
    return (NEAR, AGENT, ROOM) if proxy is Proxy.LETTER else (AGENT, ROOM)


def faults(proxy: Proxy, whom: str, acting: Acting) -> Iterator[tuple[str, str]]:
    """Why it can't be done like this, each with the field it is about; nothing where it can."""
    if proxy.is_in_person:
        yield "proxy_no", ""
        return
    if proxy is Proxy.ASK and not acting.station_asked.strip():
        yield "ask_station", "station_asked"
    is_carried = proxy is Proxy.PART and acting.is_paper_run
    if proxy in (Proxy.PART, Proxy.KIN) and acting.kin not in BY_BLOOD and not is_carried:
        yield "near_only", "kin"
    if acting.kin == COMMITTEE and whom != DEAD:
        yield "committee_for_dead", "kin"
    if acting.kin in _with_letter(proxy) and acting.authority != LETTER:
        yield "letter_needed", "authority"
    if acting.kin != SELF and acting.authority == OWN:
        yield "not_themselves", "authority"
    if acting.wish == NOT_ABLE and acting.kin in (SELF, AGENT, ROOM):
        yield "wish_needed", "wish"
    if not acting.has_seen_cards:
        yield "cards_needed", "has_seen_cards"
