"""A request about one's own data at the desk: from its page to the search, the erasing, the report, the answer."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.papers.models import Copy
from shouwang.kernel.people.models import Person
from shouwang.lib.ids import uuid7
from shouwang.systems.services.models import RightsRequest
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.kernel.papers.reading import pages_of
from tests.systems.services.asking import NAME, PHONE, ask, proven
from tests.systems.services.visiting_room import at, booked, visit_of, visiting_room

pytestmark = pytest.mark.once


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    client.cookies["language"] = "en"
    return client


def test_what_is_erased_for_a_request_is_told_in_a_report_without_a_name(desk: Client, cast: Cast) -> None:
    matter = bring(cast.room, text=f"我是{NAME}，灯坏了", reporter=Reporter(name=NAME, phone=PHONE)).matter
    request = ask(cast.room)
    here = reverse("desk-services:request", args=[request.pk])
    act = reverse("desk-services:rights-act", args=[request.pk, "prove"])
    request.matter.refresh_from_db()
    desk.post(act, {"version": request.matter.version, "page_marks": "{}", "paper": "card"})
    search = f"{reverse('desk-settings:rights')}?for={request.pk}"
    assert search in desk.get(here).content.decode()
    found = desk.post(search, {"who": PHONE}).content.decode()
    assert "For request" in found
    assert f"?for={request.pk}" in found

    assert matter.reporter
    forget = f"{reverse('desk-settings:forget', args=[matter.reporter.pk])}?for={request.pk}"
    rows = [str(key) for key in Person.objects.filter(erased_at=None).values_list("pk", flat=True)]
    answer = desk.post(forget, {"rows": rows, "reason": "They asked for it", "is_sure": "on"})
    assert answer["Location"] == here
    report = RightsRequest.objects.get(pk=request.pk).erasures.get()
    assert (report.persons, report.matters, report.texts) == (1, 1, 2)
    for shape, kind in (("pdf", "application/pdf"), ("docx", "application/vnd")):
        made = desk.get(reverse(f"desk-services:report-{shape}", args=[report.pk]))
        assert made["Content-Type"].startswith(kind)
        assert NAME.encode() not in made.content
    shown = desk.post(reverse("desk-services:report-copy", args=[report.pk]))
    assert "no-store" in shown["Cache-Control"]
    assert Copy.objects.get().subject_id == str(request.pk)
    assert "What was deleted" in desk.get(here).content.decode()


def test_a_visit_still_to_come_and_a_wish_only_to_see_are_asked_about_before_anything_goes(
    desk: Client, cast: Cast
) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10), reporter=Reporter(name=NAME, phone=PHONE), visited_name="孙奶奶"))
    request = proven(cast, "see")
    forget = f"{reverse('desk-settings:forget', args=[visit.matter.reporter_id])}?for={request.pk}"
    assert "A visit is still to come" in desk.get(forget).content.decode()
    said = {"rows": [str(visit.matter.reporter_id)], "why_left_out": "own request", "reason": "asked", "is_sure": "on"}
    answer = desk.post(forget, said)
    assert answer.status_code == 422
    for asked in ("Tick it, or let them keep", "Only they decide that"):
        assert asked in answer.content.decode()
    assert desk.post(forget, said | {"calls_off": "on", "asked": "said so at the desk"}).status_code == 302
    assert RightsRequest.objects.get(pk=request.pk).erasures.get().visits == 1


def test_a_copy_is_read_on_paper_and_noted_as_handed_over_by_an_act_of_its_own(desk: Client, cast: Cast) -> None:
    request = proven(cast, "copy")
    here = reverse("desk-services:request", args=[request.pk])
    hand = reverse("desk-services:rights-act", args=[request.pk, "hand_over"])
    assert hand not in desk.get(here).content.decode()
    address = f"{reverse('desk-settings:person', args=[request.matter.reporter_id])}?for={request.pk}"
    made = desk.post(address, {"act": "copy", "shape": "zh-hans"})
    assert made["Content-Type"] == "application/pdf"
    assert "本人同意" in "".join(pages_of(made.content)), "in the reader's language, on an English page"
    assert hand in desk.get(here).content.decode()
    request.matter.refresh_from_db()
    desk.post(hand, {"version": request.matter.version, "seen": "{}"})
    page = desk.get(here).content.decode()
    assert ("copy made" in page, "copy handed over" in page, hand in page) == (True, True, False)


def test_a_request_that_nobody_proved_gives_the_search_no_power_over_it(desk: Client, cast: Cast) -> None:
    request = ask(cast.room)
    assert "For request" not in desk.get(f"{reverse('desk-settings:rights')}?for={request.pk}").content.decode()


def test_one_that_came_another_way_is_begun_with_for_a_child_once_the_papers_were_seen(
    desk: Client, cast: Cast
) -> None:
    matter = bring(cast.room, kind="rights", topic="see").matter
    begin = reverse("desk-services:begin-request", args=[matter.pk])
    assert begin in desk.get(reverse("desk:matter", args=[matter.pk])).content.decode()
    said = {"about": "child", "subject": "钱小小", "tie": "母亲", "paper": "card"}
    answer = desk.post(begin, said)
    assert answer.status_code == 422
    assert "钱小小" in answer.content.decode()
    assert not RightsRequest.objects.exists()
    assert desk.post(begin, said | {"seen_tie": "出生医学证明"}).status_code == 302
    made = RightsRequest.objects.get(matter=matter)
    assert (made.about, made.stage, made.tie, made.seen_tie) == ("child", "proven", "母亲", "出生医学证明")


def test_one_brought_to_the_desk_about_somebody_who_died_is_one_however_often_it_is_sent(desk: Client) -> None:
    new = reverse("desk-services:request-new")
    said = {
        "id": str(uuid7()), "topic": "copy", "name": NAME, "phone": PHONE, "is_told": "on", "about": "late",
        "subject": "钱老伯", "tie": "儿子", "paper": "card", "seen_tie": "死亡证明",
    }  # fmt: skip
    assert desk.get(new).status_code == 200
    for _again in range(2):
        assert desk.post(new, said).status_code == 302
    made = RightsRequest.objects.get()
    assert (made.about, made.stage, made.seen) == ("late", "proven", "card")
    assert Person.objects.get(pk=made.matter.reporter_id).consents.count() == 1
    assert "rights" not in {kind.key for kind in kinds.open_to_all()}
