"""The fixed people of every test. All invented; 河湾村 and 柳坡村 exist nowhere."""

from dataclasses import dataclass

import pytest

from shouwang.kernel.ground.models import Division, Room, Station
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account, Team
from tests import again

PASSWORD = "lamp-at-the-gate-7"


@dataclass(frozen=True)
class Cast:
    """Who plays: Hewan's people, their station's chief, and an officer of the next village."""

    room: Room
    next_room: Room
    far_room: Room
    officer: Account
    auxiliary: Account
    cadre: Account
    mediator: Account
    lawyer: Account
    volunteer: Account
    chief: Account
    administrator: Account
    technician: Account
    neighbour: Account
    stranger: Account
    team: Team

    def by_role(self) -> dict[str, Account]:
        roles = [
            "officer",
            "auxiliary",
            "cadre",
            "mediator",
            "lawyer",
            "volunteer",
            "chief",
            "administrator",
            "technician",
        ]
        return {role: getattr(self, role) for role in roles}


def room(station: Station, code: str, name: str) -> Room:
    return Room.objects.create(station=station, code=code, name=name, name_en=code, phone="0379-5550101")


def account(username: str, name: str, role: str = "", over: Room | Station | None = None) -> Account:
    person = actions.open_account(by=SYSTEM, username=username, name=name, password=None)
    if role and over is not None:
        actions.appoint(by=SYSTEM, account=person, role=role, over=over)
    return person


@pytest.fixture
def cast(db: None) -> Cast:
    """Two thirds of all tests want them, and making them was a third of an ordinary test."""
    return again.people(by_actions)


def by_actions() -> Cast:
    """The people, each opened and appointed by the room's own actions."""
    county = Division.objects.create(code="990101", name="示例县")
    far_county = Division.objects.create(code="990102", name="远处县")
    station = Station.objects.create(name="河湾派出所", county=county)
    far_station = Station.objects.create(name="远处派出所", county=far_county)
    here, there = room(station, "HW", "河湾村警务室"), room(station, "LP", "柳坡村警务室")
    far = room(far_station, "YC", "远处村警务室")
    team = Team.objects.create(room=here, name="守望三组", name_en="Watch group 3")
    people = Cast(
        room=here,
        next_room=there,
        far_room=far,
        officer=account("chen", "陈警官", "officer", here),
        auxiliary=account("li", "李辅警", "auxiliary", here),
        cadre=account("zhou", "周书记", "cadre", here),
        mediator=account("wu", "吴调解员", "mediator", here),
        lawyer=account("sun", "孙律师", "lawyer", here),
        volunteer=account("zheng", "郑义警", "volunteer", here),
        chief=account("he", "何所长", "chief", station),
        administrator=account("guan", "管理员", "administrator", here),
        technician=account("ji", "技术员", "technician", here),
        neighbour=account("luo", "罗警官", "officer", there),
        stranger=account("mo", "莫某", "", None),
        team=team,
    )
    actions.join_team(by=SYSTEM, team=team, account=people.mediator)
    return people
