"""What stands in the agreement of a police mediation, from what was typed; the caller journals the look at the names."""

from django.utils.translation import override

from shouwang.kernel.papers.description import Signed, Values
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation.models import PoliceSide
from shouwang.systems.mediation.queries.filling.before import lines
from shouwang.systems.mediation.queries.police import PoliceStanding


def values_of(now: PoliceStanding, language: str) -> Values:
    """In "zh-hans" or "en"; before the table has met, places are left for a pen."""
    case, room = now.case, now.case.matter.room
    last = now.sessions[-1] if now.sessions else None
    names = {side.pk: _human(side.person)["name"] for side in now.sides}
    is_english = language.startswith("en")
    with override("en" if is_english else "zh-hans"):
        return {
            "station": (room.station.name_en if is_english else "") or room.station.name,
            "number": case.matter.reference,
            "host": last.host if last else "",
            "time": last.starts_at if last else None,
            "where": last.where if last else "",
            "others": last.others if last else "",
            "sides": [_card(side) for side in now.sides],
            "act": str(case.get_act_display()) if case.act else "",
            "ground": str(case.get_ground_display()) if case.ground else "",
            "facts": case.facts,
            "harm": case.harm,
            "content": lines(now.agreement.content) if now.agreement else [],
            "duties": [
                {"who": names[duty.side_id], "what": duty.what, "sum": duty.amount, "until": duty.due_date,
                 "way": duty.way}
                for duty in now.duties
            ],
            "copies": str(len(now.sides) + 1),
            "sides_sign": [Signed(names[side.pk], role=str(side.get_side_display())) for side in now.sides],
            "host_signs": last.host if last else "",
            "station_seals": "",
        }  # fmt: skip


def _card(side: PoliceSide) -> dict[str, str]:
    human, kin = _human(side.person), side.guardian_kin
    guardian = _human(side.guardian)["name"]
    return {
        "name": human["name"],
        "side": str(side.get_side_display()),
        "phone": human["phone"],
        "address": human["address"],
        "guardian": f"{guardian} ({kin})" if guardian and kin else guardian,
        "agent": _human(side.agent)["name"],
    }


def _human(person: Person | None) -> dict[str, str]:
    return open_person(person) if person else {"name": "", "phone": "", "address": ""}
