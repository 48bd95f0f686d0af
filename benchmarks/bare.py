"""The peer of `intake`: a plain Django view that writes the rows of one report and does nothing else.

No access check, no forms, no clock, no answer kept, only what is written, by
`objects.create` and `update`, in one transaction.
"""

import json
import os
from functools import cache
from uuid import UUID

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.bare_settings")
application = get_wsgi_application()

from shouwang.kernel.ground.models import Room  # noqa: E402  # models need the application
from shouwang.kernel.journal.models import Chain, Record  # noqa: E402
from shouwang.kernel.matters.models import Entry, Matter, News, NumberSeries, SearchText  # noqa: E402
from shouwang.kernel.people.models import Attempt  # noqa: E402
from shouwang.lib.ids import uuid7  # noqa: E402
from shouwang.lib.text import index_words  # noqa: E402

HASH = "0" * 64
ATTEMPT = "bench"


@cache
def known() -> UUID:
    return Room.objects.get().pk


@csrf_exempt
@transaction.atomic
def take(request: HttpRequest, door: str) -> JsonResponse:
    """Write the rows that a report through this door leaves."""
    said, room, now = json.loads(request.body), known(), timezone.now()
    if door == "public":
        Attempt.objects.filter(key=ATTEMPT).update(count=F("count") + 1)
    NumberSeries.objects.filter(room=room).update(last=F("last") + 1)
    number = NumberSeries.objects.values_list("last", flat=True).get(room=room)
    matter = Matter.objects.create(
        room_id=room, year=now.year, number=number, reference=f"HW-{now.year}-{number:04d}", kind=said["kind"],
        topic=said["topic"], title=said["text"][:30], text=said["text"], where=said["where"], channel="public",
        is_anonymous=True, follow_lookup=HASH, sent_digest=HASH, received_at=now, changed_at=now,
        answer_due_at=now, whole_due_at=now, due_at=now,
    )  # fmt: skip
    entry = Entry.objects.create(
        matter=matter, at=now, verb="received", actor="public", actor_label="public", state=matter.state, is_public=True
    )
    Chain.objects.filter(room=str(room)).update(length=F("length") + 1, head=HASH)
    position = Chain.objects.values_list("length", flat=True).get(room=str(room))
    Record.objects.create(
        room=str(room), position=position, at=now, actor="public", actor_label="public", verb="matter.received",
        object_kind="matter", object_id=str(matter.pk), object_label=matter.reference, hash=HASH,
    )  # fmt: skip
    News.objects.create(entry=entry, version=1)
    text = "\n".join((matter.reference, matter.title, matter.text, matter.where))
    row = SearchText.objects.create(matter=matter, text=text)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO matters_search(rowid, words) VALUES (%s, %s)", [row.pk, index_words(text)])
    return JsonResponse({"id": str(uuid7()), "reference": matter.reference}, status=201)


urlpatterns = [path("healthz", lambda request: JsonResponse({})), path("<str:door>", take)]
