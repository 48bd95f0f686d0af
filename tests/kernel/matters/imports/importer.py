"""A process of its own that imports a file into the room of its own database, to be killed: prints the lines done."""

import sys
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be set up first

from shouwang.kernel.ground.models import Division, Room, Station  # noqa: E402
from shouwang.kernel.journal.actions import SYSTEM  # noqa: E402
from shouwang.kernel.journal.queries import broken_chains  # noqa: E402
from shouwang.kernel.matters import incoming  # noqa: E402
from shouwang.kernel.matters.actions import importing, reading  # noqa: E402
from shouwang.kernel.matters.models import Entry, Matter, SearchText  # noqa: E402


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(path: Path) -> None:
    call_command("migrate", verbosity=0)
    county, _ = Division.objects.get_or_create(code="990101", name="示例县")
    station, _ = Station.objects.get_or_create(name="河湾派出所", county=county)
    room, _ = Room.objects.get_or_create(code="HW", station=station, name="河湾村警务室")
    run = reading.open_file(by=SYSTEM, room=room, path=path, name=path.name)
    importing.carry_on(run=importing.start(by=SYSTEM, run=run), progress=say)
    numbers = list(Matter.objects.order_by("number").values_list("number", flat=True))
    say(
        "done",
        dict(incoming.counts(run)),
        numbers == list(range(1, len(numbers) + 1)),
        Entry.objects.count(),
        SearchText.objects.count(),
        len(list(broken_chains())),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
