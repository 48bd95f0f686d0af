"""Who works in Hewan. Nobody of this name is meant."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.kernel.ground.models import Room, Station
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Account

PASSWORD = "hewan-lamp-2026"  # noqa: S105  # printed at the start; the demo is for trying out
DUTY_DAYS = 30

CAST: Sequence[tuple[str, str, str, str]] = (
    ("chen", "陈警官", "Officer Chen", "officer"),
    ("li", "李辅警", "Auxiliary Li", "auxiliary"),
    ("zhou", "周书记", "Secretary Zhou", "cadre"),
    ("wu", "吴调解员", "Mediator Wu", "mediator"),
    ("sun", "孙律师", "Lawyer Sun", "lawyer"),
    ("zheng", "郑义警", "Volunteer Zheng", "volunteer"),
    ("he", "何所长", "Chief He", "chief"),
    ("guan", "管理员", "Administrator", "administrator"),
    ("ji", "技术员", "Technician", "technician"),
)

# Printed at the start: username, password, who it is. Volunteers have no desk.
LOGINS = [(username, PASSWORD, f"{name} {name_en}") for username, name, name_en, role in CAST if role != "volunteer"]


def make_people(hewan: Hewan) -> Mapping[str, Account]:
    """Accounts, teams and a month of duty; by username."""
    people = {}
    for username, name, name_en, role in CAST:
        account = actions.open_account(by=SYSTEM, username=username, name=name, name_en=name_en, password=PASSWORD)
        over: Room | Station = hewan.station if role == "chief" else hewan.room
        actions.appoint(by=SYSTEM, account=account, role=role, over=over)
        people[username] = account
    _teams(hewan.room, people)
    today = timezone.localdate()
    for day in range(-1, DUTY_DAYS):
        start = timezone.make_aware(datetime.combine(today + timedelta(days=day), time(8)))
        for username in ("chen", "li"):
            actions.put_on_duty(
                by=SYSTEM,
                room=hewan.room,
                account=people[username],
                starts_at=start,
                ends_at=start + timedelta(hours=24),
            )
    return people


def _teams(room: Room, people: Mapping[str, Account]) -> None:
    example = actions.make_template(
        by=SYSTEM,
        name="1+1+N（示例）",
        name_en="1+1+N (example)",
        slots=(
            actions.Slot(1, "民警", "officer", 1, 1),
            actions.Slot(2, "辅警", "auxiliary", 1, 1),
            actions.Slot(3, "网格员", "grid workers", 0, None),
        ),
    )
    numbered = (actions.Slot(number, "", "", 0, None) for number in (1, 2, 3, 4))
    actions.make_template(by=SYSTEM, name="166N（示例）", name_en="166N (example)", slots=tuple(numbered))
    team = actions.form_team(by=SYSTEM, room=room, name="守望三组", name_en="Watch group 3", template=example)
    for slot, username in ((1, "chen"), (2, "li"), (3, "zheng")):
        actions.join_team(by=SYSTEM, team=team, account=people[username], slot=slot)
    mediators = actions.form_team(by=SYSTEM, room=room, name="调委会", name_en="Mediation committee")
    for username in ("wu", "sun", "zhou"):
        actions.join_team(by=SYSTEM, team=mediators, account=people[username])
