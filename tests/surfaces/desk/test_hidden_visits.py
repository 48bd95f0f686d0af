"""On the round's page and its sheet a visit one may not work on is a time that is taken, without a name, a house or a number."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from shouwang.kernel.matters.models import Matter
from shouwang.lib.clock import BEIJING
from shouwang.systems.services.models import Visit
from tests.cast import Cast
from tests.systems.services.visiting_room import booked, visit_of, visiting_room

pytestmark = pytest.mark.once


def test_a_hidden_visit_is_a_time_that_is_taken_and_nothing_else(client: Client, cast: Cast) -> None:
    here = visiting_room(cast, weekdays=range(7))
    today = timezone.now().astimezone(BEIJING)
    tomorrow = today.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
    seen = visit_of(booked(here))
    hidden = visit_of(booked(here, address="西头第九家", visited_name="孟广田"))
    for visit, hours in ((seen, 0), (hidden, 4)):
        Visit.objects.filter(pk=visit.pk).update(
            account=cast.officer, stage="booked", starts_at=tomorrow + timedelta(hours=hours), first_booked_at=tomorrow
        )
    Matter.objects.filter(pk=hidden.pk).update(room=cast.next_room)
    client.force_login(cast.officer)
    day = f"{tomorrow:%Y-%m-%d}"
    page = client.get(reverse("desk-services:round", args=[day])).content.decode()
    raw = b"".join(client.get(reverse("desk-services:round-sheet", args=[day])))
    sheet = "".join(one.extract_text() for one in PdfReader(BytesIO(raw)).pages)
    assert seen.matter.reference in page
    assert "东头第三家" in sheet
    for words in (page, sheet):
        assert not [told for told in ("西头第九家", "孟广田", hidden.matter.reference, str(hidden.pk)) if told in words]
