"""Changing what a matter says: both officers keep their words, and nothing personal goes public unseen."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.actions import editing, progress
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.desk.forms.fields import FIELDS
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.desk.conftest import Sit

pytestmark = pytest.mark.once


def form_of(client: Client, matter: Matter) -> dict[str, Any]:
    """The fields of the page as a browser would send them: line ends become CRLF."""
    form = client.get(reverse("desk:edit", args=[matter.pk])).context["form"]
    data = {bound.html_name: bound.value() or "" for bound in form}
    return {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in data.items()}


def send(client: Client, matter: Matter, data: dict[str, Any]) -> HttpResponse:
    return client.post(reverse("desk:edit", args=[matter.pk]), data)  # type: ignore[return-value]


def test_a_changed_field_is_saved_and_told_in_the_story(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    assert send(officer, matter, form_of(officer, matter) | {"title": "东口路灯坏了"}).status_code == 302
    [entry] = matter.entries.filter(verb="revise")
    assert (entry.field, entry.after) == ("title", "东口路灯坏了")


def test_saving_without_a_change_writes_nothing(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, text="第一行\n第二行\n").matter
    send(officer, matter, form_of(officer, matter))
    assert not matter.entries.filter(verb="revise").exists()


def test_two_fields_changed_by_two_people_both_stand(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, where="东口").matter
    mine = form_of(officer, matter) | {"title": "路灯不亮"}
    editing.revise(by=cast.auxiliary, matter=matter, base={"where": "东口"}, yours={"where": "东口大槐树"})
    assert send(officer, matter, mine).status_code == 302
    matter.refresh_from_db()
    assert (matter.title, matter.where) == ("路灯不亮", "东口大槐树")


@pytest.mark.parametrize(("pick", "stands"), [("theirs", "同事的题目"), ("yours", "我的题目")])
def test_one_field_changed_by_two_shows_both_words_and_keeps_the_chosen(
    cast: Cast, officer: Client, pick: str, stands: str
) -> None:
    matter = bring(cast.room).matter
    mine = form_of(officer, matter) | {"title": "我的题目", "where": "我写的地点"}
    editing.revise(by=cast.auxiliary, matter=matter, base={"title": matter.title}, yours={"title": "同事的题目"})
    clash = send(officer, matter, mine)
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "同事的题目" in page
    assert "我的题目" in page
    kept = dict(clash.context["kept"])  # type: ignore[attr-defined]
    again = {name: "" if value is None else value for name, value in kept.items()} | {"pick_title": pick}
    assert send(officer, matter, again).status_code == 302
    matter.refresh_from_db()
    assert (matter.title, matter.where) == (stands, "我写的地点")


def test_every_field_people_may_change_is_on_the_form() -> None:
    assert set(FIELDS) == set(editing.EDITABLE)


def test_place_words_and_point_are_set_together(cast: Cast, officer: Client) -> None:
    place = Place.objects.create(room=cast.room, name="东口", latitude=34.7, longitude=112.5)
    matter = bring(cast.room).matter
    said = place_form(officer, matter) | {"place": place.pk, "where": "大槐树下"} | point(34.7001, 112.5001)
    assert officer.post(reverse("desk:place", args=[matter.pk]), said).status_code == 302
    matter.refresh_from_db()
    assert (matter.place, matter.where, matter.latitude, matter.position_source) == (place, "大槐树下", 34.7001, "map")
    told = officer.get(reverse("desk:matter", args=[matter.pk])).context["entries"]
    assert told[-1].title == "Changed: Position"


def place_form(client: Client, matter: Matter) -> dict[str, Any]:
    """The fields of the place's page as a browser would send them."""
    form = client.get(reverse("desk:place", args=[matter.pk])).context["form"]
    return {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}


def point(latitude: float, longitude: float) -> dict[str, str]:
    return {"latitude": str(latitude), "longitude": str(longitude)}


def test_of_two_who_move_it_the_second_sees_where_the_first_put_it(cast: Cast, sit: Sit, officer: Client) -> None:
    matter = bring(cast.room, where="东口").matter
    address = reverse("desk:place", args=[matter.pk])
    colleague = sit(cast.auxiliary)
    theirs = place_form(colleague, matter) | {"where": "村委会门口"} | point(34.7, 112.5)
    mine = place_form(officer, matter) | {"where": "大槐树下"} | point(34.8, 112.6)
    assert colleague.post(address, theirs).status_code == 302
    clash = officer.post(address, mine)
    assert clash.status_code == 409
    matter.refresh_from_db()
    assert (matter.where, matter.latitude) == ("村委会门口", 34.7)
    assert "村委会门口 · 34.700000, 112.500000" in clash.content.decode()
    again = {bound.html_name: bound.value() for bound in clash.context["form"]}  # type: ignore[attr-defined]
    assert (again["where"], again["latitude"]) == ("大槐树下", "34.8")
    assert officer.post(address, again).status_code == 302
    matter.refresh_from_db()
    assert (matter.where, matter.latitude) == ("大槐树下", 34.8)
    assert [entry.before for entry in matter.entries.filter(verb="revise", field="where")] == ["东口", "村委会门口"]


def test_words_by_one_and_the_point_by_another_both_stand(cast: Cast, sit: Sit, officer: Client) -> None:
    matter = bring(cast.room, where="东口").matter
    address = reverse("desk:place", args=[matter.pk])
    colleague = sit(cast.auxiliary)
    theirs, mine = (
        place_form(colleague, matter) | {"where": "大槐树下"},
        place_form(officer, matter) | point(34.8, 112.6),
    )
    assert [colleague.post(address, theirs).status_code, officer.post(address, mine).status_code] == [302, 302]
    matter.refresh_from_db()
    assert (matter.where, matter.latitude) == ("大槐树下", 34.8)


def test_a_place_taken_away_meanwhile_is_said_too(cast: Cast, sit: Sit, officer: Client) -> None:
    matter = bring(cast.room, where="东口").matter
    address = reverse("desk:place", args=[matter.pk])
    mine = place_form(officer, matter) | {"where": "大槐树下"}
    colleague = sit(cast.auxiliary)
    colleague.post(address, place_form(colleague, matter) | {"where": ""})
    clash = officer.post(address, mine)
    assert clash.status_code == 409
    assert "It now says: empty" in clash.content.decode()


def test_a_place_of_another_room_cannot_be_chosen(cast: Cast, officer: Client) -> None:
    elsewhere = Place.objects.create(room=cast.next_room, name="柳坡口", latitude=34.7, longitude=112.5)
    answer = officer.post(reverse("desk:place", args=[bring(cast.room).matter.pk]), {"place": elsewhere.pk})
    assert answer.status_code == 422


def test_a_photo_is_put_to_the_matter_and_shown_in_its_story(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")
    sent = {"version": 1, "photos": [SimpleUploadedFile("a.png", file.getvalue(), "image/png")]}
    assert officer.post(reverse("desk:attach", args=[matter.pk]), sent).status_code == 302
    [entry] = officer.get(reverse("desk:matter", args=[matter.pk])).context["entries"][-1:]
    assert [picture.words for picture in entry.pictures] == ["photo 1 of 1"]
    assert officer.get(entry.pictures[0].href).status_code == 200


def test_nothing_chosen_is_said(cast: Cast, officer: Client) -> None:
    answer = officer.post(reverse("desk:attach", args=[bring(cast.room).matter.pk]), {"version": 1})
    assert "Choose a photo or a paper first." in answer.content.decode()


def test_a_public_text_is_shown_before_it_goes_out_with_what_looks_personal(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, reporter=Reporter(name="王秀兰", phone="13800138000")).matter
    address = reverse("desk:publish", args=[matter.pk])
    text = "王秀兰家门口3号的路灯坏了，电话13800138000"
    preview = officer.post(address, {"version": 1, "public_text": text})
    marked = [part for part, is_trace in preview.context["preview"] if is_trace]
    assert marked == ["王秀兰", "3号", "13800138000"]
    assert Matter.objects.get(pk=matter.pk).published_at is None
    officer.post(address, {"version": 1, "public_text": "村口路灯在修", "sure": "1"})
    assert Matter.objects.get(pk=matter.pk).public_text == "村口路灯在修"


@pytest.mark.parametrize("number", ["138 0013-8000", "０３７９－６７８９１２３４", "11010519491231002X"])
def test_a_text_with_a_number_goes_out_only_with_a_tick_of_its_own(cast: Cast, officer: Client, number: str) -> None:
    matter = bring(cast.room).matter
    address = reverse("desk:publish", args=[matter.pk])
    sent = {"version": 1, "public_text": f"捡到钱包，请打{number}。", "sure": "1"}
    answer = officer.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Take the number out, or tick here that everybody may read it." in page
    assert page.count(f"请打{number}。") >= 2, "what was typed stays, and so does what it will look like"
    assert 'name="despite_number"' in page
    assert Matter.objects.get(pk=matter.pk).published_at is None
    assert officer.post(address, sent | {"despite_number": "on"}).status_code == 302
    assert number in Matter.objects.get(pk=matter.pk).public_text


@pytest.mark.parametrize(
    "text", ["2026-11-26 到 2026-12-01 修路，HW-2026-0147", "请打警务室电话 0379-5550101", "打110"]
)
def test_days_and_the_rooms_own_telephone_need_no_tick(cast: Cast, officer: Client, text: str) -> None:
    matter = bring(cast.room).matter
    address = reverse("desk:publish", args=[matter.pk])
    assert 'name="despite_number"' not in officer.post(address, {"version": 1, "public_text": text}).content.decode()
    assert officer.post(address, {"version": 1, "public_text": text, "sure": "1"}).status_code == 302


def test_a_text_written_before_a_colleague_changed_the_matter_does_not_go_out(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.auxiliary, matter=matter)
    sent = {"version": 1, "public_text": "村口路灯在修", "sure": "1"}
    assert officer.post(reverse("desk:publish", args=[matter.pk]), sent).status_code == 422
    assert Matter.objects.get(pk=matter.pk).published_at is None


def test_a_secret_topic_is_never_offered_for_publishing(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, topic="fraud").matter
    assert not officer.get(reverse("desk:matter", args=[matter.pk])).context["may_publish"]
    sent = {"version": 1, "public_text": "有人被骗", "sure": "1"}
    assert officer.post(reverse("desk:publish", args=[matter.pk]), sent).status_code == 422
