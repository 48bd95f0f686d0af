"""Rooms to measure on: a small one for intake, and filled ones (see `filled`) for lists and search."""

import json
import os


def start() -> None:
    """Django with the settings of the environment, and a database brought up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.config.settings")
    import django

    django.setup()
    from shouwang.config import starting

    starting.prepare(demo=False)


def make_room_for_intake(keys: int) -> None:
    """One room, an officer and an auxiliary; prints the officer's keys as a JSON list."""
    start()
    from shouwang.kernel.ground import actions as ground
    from shouwang.kernel.ground.models import Division
    from shouwang.kernel.journal.actions import SYSTEM
    from shouwang.kernel.people import actions as people
    from shouwang.kernel.people.models import Attempt
    from shouwang.kernel.people.scopes import Scope
    from shouwang.kernel.matters.models import NumberSeries
    from django.utils import timezone

    county = Division.objects.create(code="990101", name="示例县", source="bench")
    station = ground.open_station(by=SYSTEM, name="河湾派出所", county=county)
    room = ground.open_room(by=SYSTEM, station=station, code="HW", name="河湾村警务室")
    officer = people.open_account(by=SYSTEM, username="officer", name="陈警官", password=None)
    helper = people.open_account(by=SYSTEM, username="auxiliary", name="李辅警", password=None)
    people.appoint(by=SYSTEM, account=officer, role="officer", over=room)
    people.appoint(by=SYSTEM, account=helper, role="auxiliary", over=room)
    Attempt.objects.create(key="bench", window=timezone.now())
    NumberSeries.objects.create(room=room, year=timezone.localtime().year)
    scopes = list(Scope)
    made = [people.issue_token(by=SYSTEM, account=officer, name=f"bench {n}", scopes=scopes)[1] for n in range(keys)]
    print(json.dumps(made))
