"""Taking steps from the page of a matter: what is typed stays, nothing is done twice, nobody writes over a colleague."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import progress, talk, timing
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed, reported
from tests.surfaces.desk.conftest import Sit

pytestmark = pytest.mark.once


def take(client: Client, matter: Matter, verb: str, **said: Any) -> HttpResponse:
    """Press the button of a page that was just loaded, or that showed `version`."""
    version = said.pop("version", None) or Matter.objects.get(pk=matter.pk).version
    data = {"version": version, **said}
    return client.post(reverse("desk:take", args=[matter.pk, verb]), data)  # type: ignore[return-value]


def state_of(matter: Matter) -> str:
    return Matter.objects.get(pk=matter.pk).state


def test_a_matter_goes_from_the_register_to_its_end_by_the_buttons(cast: Cast, officer: Client, sit: Sit) -> None:
    matter = bring(cast.room).matter
    auxiliary = sit(cast.auxiliary)
    assert take(officer, matter, "accept").status_code == 302
    take(officer, matter, "assign", owner=cast.auxiliary.pk, words="带梯子")
    take(auxiliary, matter, "start")
    take(auxiliary, matter, "report", outcome="换了灯泡")
    take(officer, matter, "check", words="去看过，亮了")
    take(officer, matter, "close", answer="路灯修好了，谢谢您。")
    assert state_of(matter) == lifecycle.CLOSED


def test_an_officer_who_did_it_himself_is_offered_a_colleague_to_check_and_reads_whom_he_asked(
    cast: Cast, officer: Client, sit: Sit
) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    form = officer.get(reverse("desk:matter", args=[matter.pk])).context["next"].drawn.form
    assert form["checker"].value() == cast.cadre.pk
    take(officer, matter, "report", outcome="换了灯泡", checker=cast.cadre.pk)
    page = officer.get(reverse("desk:matter", args=[matter.pk]))
    assert "周书记" in page.context["next"].words
    assert page.context["next"].drawn is None
    cadre = sit(cast.cadre)
    assert matter.title in cadre.get(reverse("desk:today")).content.decode()
    assert take(cadre, matter, "check", words="去看过").status_code == 302
    assert state_of(matter) == lifecycle.CHECKED


def test_somebody_who_may_not_check_cannot_be_asked(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    assert take(officer, matter, "report", outcome="换了灯泡", checker=cast.neighbour.pk).status_code == 422
    assert state_of(matter) == lifecycle.WORKING


def test_not_ours_answers_in_four_parts(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    four = {"reason": "这是供电线路", "helper": "供电所 0379-5550109", "how": "打电话报修", "when": "一天内来"}
    take(officer, matter, "return", **four)
    entry = matter.entries.get(verb="return")
    assert entry.is_public
    assert all(part in entry.text for part in four.values())


@pytest.mark.parametrize("missing", ["reason", "helper", "how", "when"])
def test_a_part_left_out_sends_nobody_away(cast: Cast, officer: Client, missing: str) -> None:
    matter = bring(cast.room).matter
    four = {"reason": "线路", "helper": "供电所", "how": "打电话", "when": "一天内"} | {missing: ""}
    answer = take(officer, matter, "return", **four)
    assert answer.status_code == 422
    assert state_of(matter) == lifecycle.COLLECTED


def test_what_was_typed_stays_when_something_is_missing(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    answer = take(officer, matter, "say", text="请您先别让孩子靠近")
    assert answer.status_code == 422
    assert "请您先别让孩子靠近" in answer.content.decode()
    assert "Choose who reads it." in answer.content.decode()


def test_an_answer_reaches_the_reporter_and_a_note_does_not(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    take(officer, matter, "say", to="answer", text="我们来看")
    take(officer, matter, "say", to="note", text="叫上电工")
    assert list(matter.entries.filter(verb__in=("answer", "note")).order_by("at").values_list("verb", "is_public")) == [
        ("answer", True),
        ("note", False),
    ]


def test_pressing_twice_says_it_once(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    version = Matter.objects.get(pk=matter.pk).version
    for _ in range(2):
        answer = take(officer, matter, "say", version=version, to="answer", text="我们来看")
        assert answer.status_code == 302
    assert matter.entries.filter(verb="answer").count() == 1


def test_a_step_pressed_twice_is_taken_once_without_complaint(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    version = Matter.objects.get(pk=matter.pk).version
    assert [take(officer, matter, "accept", version=version).status_code for _ in range(2)] == [302, 302]
    assert matter.entries.filter(verb="accept").count() == 1


def test_words_written_while_a_colleague_wrote_are_kept_and_asked_about(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    version = Matter.objects.get(pk=matter.pk).version
    talk.note(by=cast.auxiliary, matter=matter, text="我去过了")
    answer = take(officer, matter, "say", version=version, to="answer", text="我们来看")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我们来看" in page
    assert "我去过了" in page
    assert not matter.entries.filter(verb="answer").exists()
    assert f'value="{version + 1}"' in page


def test_nobody_closes_what_a_colleague_just_sent_back(cast: Cast, officer: Client, sit: Sit) -> None:
    matter = reported(cast)
    version = Matter.objects.get(pk=matter.pk).version
    progress.send_back(by=cast.officer, matter=matter, reason="还是不亮")
    answer = take(sit(cast.chief), matter, "close_unchecked", version=version, answer="好了", reason="急")
    assert answer.status_code == 409
    assert state_of(matter) == lifecycle.WORKING


def test_who_did_it_cannot_check_it_from_a_forged_form_either(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=matter, outcome="修好了")
    answer = take(officer, matter, "check")
    assert answer.status_code == 422
    assert "Who did it can&#x27;t check it" in answer.content.decode()


def test_a_step_without_the_permission_is_refused(cast: Cast, sit: Sit) -> None:
    matter = reported(cast)
    assert take(sit(cast.auxiliary), matter, "close_unchecked", answer="好了", reason="急").status_code == 403
    assert state_of(matter) == lifecycle.REPORTED


def test_a_step_of_another_rooms_matter_is_not_there(cast: Cast, officer: Client) -> None:
    assert take(officer, bring(cast.next_room).matter, "accept").status_code == 404


def test_an_unknown_step_is_not_there(cast: Cast, officer: Client) -> None:
    assert take(officer, bring(cast.room).matter, "explode").status_code == 404


def test_handing_out_needs_somebody(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    assert take(officer, matter, "assign", owner="", team="").status_code == 422
    assert take(officer, matter, "assign", owner="", team=cast.team.pk).status_code == 302


def test_somebody_of_another_room_cannot_be_given_it(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    assert take(officer, matter, "assign", owner=cast.neighbour.pk).status_code == 422


def test_clocks_are_paused_resumed_and_extended_with_reasons(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    assert take(officer, matter, "pause", reason="").status_code == 422
    take(officer, matter, "pause", reason="等图纸")
    offered = officer.get(reverse("desk:matter", args=[matter.pk])).context["others"]
    assert "resume" in [one.doing.verb for one in offered]
    take(officer, matter, "resume")
    take(officer, matter, "extend", days=3, reason="下雨")
    assert [entry.verb for entry in matter.entries.order_by("at")][-3:] == ["pause", "resume", "extend"]
    assert take(officer, matter, "extend", days=31, reason="下雨").status_code == 422


def test_the_ladder_offers_only_steps_that_exist(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter

    def verbs() -> set[str]:
        others = officer.get(reverse("desk:matter", args=[matter.pk])).context["others"]
        return {one.doing.verb for one in others}

    assert verbs() & {"move_up", "move_down"} == {"move_up"}
    take(officer, matter, "move_up", reason="要乡里出面")
    take(officer, matter, "move_up", reason="要县里出面")
    assert verbs() & {"move_up", "move_down"} == {"move_down"}


def test_merging_names_the_other_by_its_number(cast: Cast, officer: Client) -> None:
    matter, other = bring(cast.room).matter, bring(cast.room).matter
    assert take(officer, matter, "merge", number="HW-2026-9999").status_code == 422
    take(officer, matter, "merge", number=other.reference.lower().replace("-", " "))
    assert Matter.objects.get(pk=matter.pk).merged_into == other
    take(officer, matter, "unmerge", reason="不是一件事")
    assert state_of(matter) == lifecycle.COLLECTED


def test_a_part_of_a_title_is_no_number_and_is_asked_for_again(cast: Cast, officer: Client) -> None:
    matter, other = bring(cast.room).matter, bring(cast.room, text="西口的井盖没了").matter
    answer = take(officer, matter, "merge", number="井盖")
    assert answer.status_code == 422
    assert "No matter with that number or title. Choose one from the list." in answer.content.decode()
    assert 'value="井盖"' in answer.content.decode()
    take(officer, matter, "merge", number=other.title)
    assert Matter.objects.get(pk=matter.pk).merged_into == other


def test_a_title_that_two_have_joins_nothing(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    titles = {bring(cast.room, text="西口的井盖没了").matter.title for _ in range(2)}
    assert take(officer, matter, "link", number=titles.pop()).status_code == 422


@pytest.mark.parametrize("typed", ["9" * 24, "0", "²", "HW-20²6-0001"])
def test_digits_that_are_no_number_of_a_matter_break_nothing(cast: Cast, officer: Client, typed: str) -> None:
    assert take(officer, bring(cast.room).matter, "link", number=typed).status_code == 422


def test_the_last_part_of_a_number_is_enough_within_the_year(cast: Cast, officer: Client) -> None:
    matter, other = bring(cast.room).matter, bring(cast.room).matter
    take(officer, matter, "merge", number=str(other.number))
    assert Matter.objects.get(pk=matter.pk).merged_into == other


def test_an_answer_nobody_can_read_is_not_offered(cast: Cast, officer: Client) -> None:
    record = closed(cast)
    Matter.objects.filter(pk=record.pk).update(is_record=True, follow_lookup="")
    page = officer.get(reverse("desk:matter", args=[record.pk])).content.decode()
    assert "Answer to the reporter" not in page.partition('id="say"')[2].partition("</form>")[0]
    assert "nobody has a follow code to this matter" in page
    assert take(officer, record, "say", to="answer", text="修好了").status_code == 422
    take(officer, record, "say", to="note", text="问过村里，修好了")
    assert record.entries.filter(verb="note").exists()


def test_a_number_out_of_ones_scope_is_as_if_it_were_not(cast: Cast, sit: Sit) -> None:
    mine, other = bring(cast.room, by=cast.mediator).matter, bring(cast.room).matter
    assert take(sit(cast.mediator), mine, "link", number=other.reference).status_code == 422


@pytest.mark.parametrize("kind", ["help", "patrol", "dispute", "opinion"])
def test_another_kind_is_opened_beside_this_one(cast: Cast, officer: Client, kind: str) -> None:
    matter = bring(cast.room).matter
    take(officer, matter, "hand_over", to_kind=kind, words="老人要人陪")
    [opened] = Matter.objects.filter(kind=kind)
    assert opened.text == "老人要人陪"
    assert opened.reference in officer.get(reverse("desk:matter", args=[matter.pk])).content.decode()


def test_a_closed_matter_is_opened_again_with_a_reason(cast: Cast, officer: Client) -> None:
    matter = closed(cast)
    assert take(officer, matter, "reopen", reason="").status_code == 422
    take(officer, matter, "reopen", reason="灯又坏了")
    assert state_of(matter) == lifecycle.ACCEPTED


def test_the_clock_of_a_closed_matter_offers_nothing(cast: Cast, officer: Client) -> None:
    offered = officer.get(reverse("desk:matter", args=[closed(cast).pk])).context["others"]
    assert {one.doing.verb for one in offered} == {"reopen", "link"}


def test_an_error_page_loaded_again_comes_back_to_the_matter(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    answer = officer.get(reverse("desk:take", args=[matter.pk, "say"]))
    assert answer.headers["Location"] == reverse("desk:matter", args=[matter.pk])


def test_html_in_words_is_shown_as_words(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, text="<script>alert(1)</script>路灯").matter
    take(officer, matter, "say", to="note", text="<img src=x onerror=alert(1)>")
    page = officer.get(reverse("desk:matter", args=[matter.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_paused_clock_says_so_in_the_list(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    talk.answer(by=cast.officer, matter=matter, text="收到")
    timing.pause(by=cast.officer, matter=matter, reason="等图纸")
    [row] = officer.get(reverse("desk:matters"), {"tab": "open"}).context["rows"]
    assert row.when == "paused"
