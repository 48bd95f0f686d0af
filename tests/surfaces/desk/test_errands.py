"""Errands at the desk: walked by their pages, changed in the catalogue, printed, and begun with from other matters."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Matter
from shouwang.systems.services.models import Errand, Original
from shouwang.systems.services.queries import catalogue
from shouwang.ui import signatures
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.services import walks

pytestmark = pytest.mark.once


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["language"] = "en"
    return client


def fields_of(page: Any) -> dict[str, str]:
    """What stands in the page's form, as a browser would send it again."""
    form = page.context["asks"][0].form
    standing = {bound.html_name: bound.value() for bound in form}
    return {
        name: "on" if value is True else str(value)
        for name, value in standing.items()
        if value is not None and value is not False
    }


def drawn() -> str:
    """A name on the pad, as the browser sends it."""
    image = Image.new("RGBA", (300, 120))
    ImageDraw.Draw(image).line([(20, 20), (150, 100), (280, 30)], fill="black", width=6)
    made = BytesIO()
    image.save(made, "PNG")
    return signatures.PREFIX + b64encode(made.getvalue()).decode()


def do(client: Client, errand: Errand, verb: str, of: object = None, **said: object) -> int:
    version = walks.fresh(errand).matter.version
    address = reverse("desk-services:errand-act", args=[errand.pk, verb]) + (f"?of={of}" if of else "")
    return client.post(address, {"version": version, **said}).status_code


def test_from_a_new_errand_to_its_end(officer: Client) -> None:
    page = officer.get(reverse("desk-services:errand-new"))
    said = {"id": page.context["asks"][0].form["id"].value(), "item": "card_fetch", "whom": "family", "can_come": "no",
            "channel": "walk_in", "name": "万小川"}  # fmt: skip
    assert officer.post(reverse("desk-services:errand-new"), said).status_code == 422  # not told yet
    unasked = officer.post(reverse("desk-services:errand-new"), said | {"is_told": "on", "can_come": ""})
    assert unasked.status_code == 422
    dead = officer.post(reverse("desk-services:errand-new"), said | {"item": "death", "whom": "dead", "can_come": ""})
    assert "can_come" not in dead.context["asks"][0].form.errors  # nobody asks whether the dead can come
    assert officer.post(reverse("desk-services:errand-new"), said | {"is_told": "on"}).status_code == 302
    errand = Errand.objects.get()
    assert do(officer, errand, "check", paper0="brought", told="print") == 422
    assert do(officer, errand, "check", paper0="missing", paper1="brought", told="print") == 302
    assert officer.get(reverse("desk-services:errand-pdf", args=[errand.pk, "told-once"])).status_code == 200
    assert do(officer, errand, "check", paper0="brought", paper1="brought", told="print") == 302
    acts = {"owner_name": "万秀兰", "kin": "near", "agent_name": "万小川", "authority": "rule", "wish": "by_phone"}
    assert do(officer, errand, "authorise", **acts) == 422
    assert do(officer, errand, "authorise", **acts, has_seen_cards="on") == 302
    assert do(officer, errand, "take_in", who="asker", how="paper") == 422
    assert do(officer, errand, "take_in", who="asker", how="drawn", what1="领取凭证", count1=1) == 422  # nothing drawn
    assert (
        do(
            officer,
            errand,
            "take_in",
            who="asker",
            how="drawn",
            drawn=drawn(),
            drawn_here=drawn(),
            what1="领取凭证",
            count1=1,
        )
        == 302
    )
    original = Original.objects.get()
    day = timezone.localdate() + timedelta(days=5)
    assert do(officer, errand, "hand_in", to="窗口", expected=str(day), originals=[original.pk]) == 302
    assert do(officer, errand, "ready", result="取回来了") == 302
    assert do(officer, errand, "deliver", who="another", how="paper") == 422
    assert do(officer, errand, "deliver", who="another", other="万秀兰", how="paper") == 302
    assert do(officer, errand, "close", answer="办好了") == 422  # an original is still here
    assert do(officer, errand, "give_back", who="asker", how="paper", originals=[original.pk]) == 302
    assert do(officer, errand, "close", answer="办好了") == 302
    assert walks.fresh(errand).stage == "closed"
    for key in ("slip-1", "slip-2", "slip-3"):
        for shape in ("pdf", "docx"):
            assert officer.get(reverse(f"desk-services:errand-{shape}", args=[errand.pk, key])).status_code == 200
    assert officer.get(reverse("desk-services:errand-pdf", args=[errand.pk, "slip-9"])).status_code == 404
    assert Record.objects.filter(verb="errand.seen", detail="slip-1.pdf").exists()


@pytest.mark.parametrize("tab", ["", "mine", "originals", "station", "over"])
def test_each_list_shows_its_own(officer: Client, cast: Cast, tab: str) -> None:
    for stage in ("asked", "handed_in", "advised"):
        walks.at(cast, stage)
    page = officer.get(reverse("desk-services:errands"), {"tab": tab})
    rows = page.context["blocks"][0].rows
    assert len(rows) == {"": 2, "mine": 1, "originals": 1, "station": 1, "over": 1}[tab]


def test_a_change_is_a_version_and_a_colleagues_is_not_lost(officer: Client, cast: Cast) -> None:
    address = reverse("desk-services:item-edit", args=["death"])
    said = fields_of(officer.get(address)) | {"why": "问了窗口", "cost_zh1": "不收钱", "cost_en1": "Free"}
    assert officer.post(address, said | {"why": ""}).status_code == 422
    assert officer.post(address, said | {"cost_en1": ""}).status_code == 422
    first = officer.post(address, said)
    assert first.status_code == 302, first.context["asks"][0].form.errors
    clash = officer.post(address, said | {"cost_zh1": "五元", "cost_en1": "5 yuan"})
    assert clash.status_code == 409
    assert "五元" in clash.content.decode()
    again = fields_of(clash)
    assert officer.post(address, again).status_code == 302
    assert [one.number for one in catalogue.history(cast.room, "death")] == [2, 1, 0]
    history = reverse("desk-services:item-history", args=["death"])
    assert officer.post(history, {"number": 0, "why": "还是原来的对"}).status_code == 302
    assert len(catalogue.history(cast.room, "death")) == 4
    assert officer.post(history, {"number": 77, "why": "x"}).status_code == 404


def test_who_only_works_there_changes_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.auxiliary, backend="allauth.account.auth_backends.AuthenticationBackend")
    history = reverse("desk-services:item-history", args=["death"])
    assert client.get(history).status_code == 200
    assert client.post(history, {"number": 0, "why": "x"}).status_code == 404


def test_a_matter_brought_another_way_is_begun_with(officer: Client, cast: Cast) -> None:
    matter = bring(cast.room, kind="errand", topic="passport", text="办护照").matter
    assert (
        reverse("desk-services:errand-begin", args=[matter.pk])
        in officer.get(reverse("desk:matter", args=[matter.pk])).content.decode()
    )
    assert officer.post(reverse("desk-services:errand-begin", args=[matter.pk])).status_code == 302
    assert Errand.objects.get().item_key == "passport"
    found = officer.get(reverse("desk-services:catalogue"), {"q": "护照", "tab": "unsure"})
    assert len(found.context["blocks"][0].rows) == 1
    assert Matter.objects.count() == 1
