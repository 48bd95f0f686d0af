"""Makes a room with watchers in the database of this process and prints their phones' keys; counts its matters afterwards."""

import json
import sys

import django

django.setup()

from shouwang.kernel.ground.models import Division, Room, Station  # noqa: E402
from shouwang.kernel.journal.actions import SYSTEM  # noqa: E402
from shouwang.kernel.matters.models import Matter  # noqa: E402
from shouwang.kernel.people import actions as people  # noqa: E402
from shouwang.systems.watch.actions import groups  # noqa: E402
from shouwang.systems.watch.models import Report  # noqa: E402

PHONES = 10


def make() -> None:
    county = Division.objects.create(code="990101", name="示例县")
    station = Station.objects.create(name="河湾派出所", county=county)
    room = Room.objects.create(station=station, code="HW", name="河湾村警务室")
    officer = people.open_account(by=SYSTEM, username="chen", name="陈警官", password=None)
    people.appoint(by=SYSTEM, account=officer, role="officer", over=room)
    group = groups.form(by=officer, room=room, name="守望三组", kind="watch", zone=groups.Zone())
    secret = groups.invite(by=officer, group=group, most=PHONES)[1]
    keys = [groups.join(secret=secret, name=f"守望员{n}", phone="", label="x")[2] for n in range(PHONES)]
    sys.stdout.write(f"{' '.join(keys)}\n")


def count() -> None:
    matters = [str(key) for key in Matter.objects.values_list("pk", flat=True)]
    sys.stdout.write(json.dumps({"matters": matters, "reports": Report.objects.count()}) + "\n")


if __name__ == "__main__":
    make() if sys.argv[1] == "make" else count()
