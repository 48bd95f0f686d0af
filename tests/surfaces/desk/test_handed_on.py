"""After handing on, the matter says to whom, and what comes first is asking whether it helped."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.matters.models import Entry
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once


def test_the_matter_names_the_office_and_so_does_what_the_person_reads(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    matter = bring(cast.room, kind="help", topic="other", text="想借一辆板车").matter
    said = {
        "to": "",
        "name": "镇农机站",
        "reach": "0379-5550166",
        "how": "rang",
        "spoke_with": "值班员",
        "words": "借车找农机站",
        "ask_on": timezone.localdate(),
    }
    assert client.post(reverse("desk-services:hand-on", args=[matter.pk]), said).status_code == 302
    told = Entry.objects.get(matter=matter, verb="answer").text
    assert told.startswith("借车找农机站\n")
    assert "镇农机站" in told
    page = client.get(reverse("desk:matter", args=[matter.pk]))
    words = page.content.decode()
    assert page.context["next"].title == "下一步：问问办成没有"
    assert words.count("镇农机站") >= 3
    assert "办成没有" in words
