"""The page of one matter: its story, its facts, one next step."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import bonds, editing, erasing, progress, retiring, talk, thanks, timing
from shouwang.kernel.matters.actions.intake import Position, Reporter
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.files import things
from tests.kernel.matters.bringing import bring, closed, reported
from tests.surfaces.desk.conftest import Sit


def page_of(client: Client, matter: Matter) -> str:
    answer = client.get(reverse("desk:matter", args=[matter.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_in_english_the_story_names_people_by_their_english_names(cast: Cast, officer: Client) -> None:
    type(cast.officer).objects.filter(pk=cast.officer.pk).update(name_en="Officer Chen")
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    address = reverse("desk:matter", args=[matter.pk])
    assert [entry.who for entry in officer.get(address).context["entries"]] == ["the reporter", "Officer Chen"]
    officer.cookies["language"] = "zh-hans"
    assert [entry.who for entry in officer.get(address).context["entries"]] == ["群众", "陈警官"]


def test_the_reporters_own_words_stand_in_the_story_also_after_the_desk_changed_them(
    cast: Cast, officer: Client
) -> None:
    matter = bring(cast.room, text="路灯坏了。").matter
    for text in ("路灯坏了，在东口。", "东口路灯坏了。"):
        matter.refresh_from_db()
        editing.revise(by=cast.officer, matter=matter, base={"text": matter.text}, yours={"text": text})
    entries = officer.get(reverse("desk:matter", args=[matter.pk])).context["entries"]
    assert [entry.text for entry in entries] == [
        "路灯坏了。", "路灯坏了。 → 路灯坏了，在东口。", "路灯坏了，在东口。 → 东口路灯坏了。",
    ]  # fmt: skip


def test_the_story_says_who_did_what_and_who_can_read_it(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    talk.note(by=cast.auxiliary, matter=matter, text="电工明天来")
    told = officer.get(reverse("desk:matter", args=[matter.pk])).context["entries"]
    assert [(entry.title, entry.who, list(entry.facts)) for entry in told] == [
        ("Brought to the room", "the reporter", ["the reporter reads this"]),
        ("Accepted", "陈警官", ["the reporter reads this"]),
        ("Note among us", "李辅警", ["only we read this"]),
    ]
    assert told[0].text == matter.text


def test_each_state_offers_one_next_step(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    offered = [officer.get(reverse("desk:matter", args=[matter.pk])).context["next"].drawn.doing.verb]
    for act in (
        lambda: progress.accept(by=cast.officer, matter=matter),
        lambda: progress.assign(by=cast.officer, matter=matter, owner=cast.auxiliary),
        lambda: progress.start(by=cast.auxiliary, matter=matter),
        lambda: progress.report(by=cast.auxiliary, matter=matter, outcome="修好了"),
        lambda: progress.check(by=cast.officer, matter=matter),
    ):
        act()
        offered.append(officer.get(reverse("desk:matter", args=[matter.pk])).context["next"].drawn.doing.verb)
    assert offered == ["accept", "assign", "start", "report", "check", "close"]


def test_who_did_the_work_is_told_that_somebody_else_checks(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=matter, outcome="修好了")
    context = officer.get(reverse("desk:matter", args=[matter.pk])).context
    assert context["next"].drawn is None
    assert "somebody else checks it" in context["next"].words
    assert "close_unchecked" in [one.doing.verb for one in context["others"]]


def test_buttons_are_only_what_the_role_may_do(cast: Cast, sit: Sit) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=matter, outcome="修好了")
    context = sit(cast.auxiliary).get(reverse("desk:matter", args=[matter.pk])).context
    verbs = {one.doing.verb for one in context["others"]}
    assert not verbs & {"check", "send_back", "close", "close_unchecked", "move_up"}
    assert "for a colleague who may do it" in context["next"].words


def test_what_is_missing_is_said_with_where_it_is_filled(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, topic="").matter
    facts = {fact.label: fact for fact in officer.get(reverse("desk:matter", args=[matter.pk])).context["facts"]}
    assert (facts["Topic"].missing, facts["Topic"].fill.href) == (
        "none yet",
        f"/desk/matters/{matter.pk}/edit/#id_topic",
    )
    assert facts["Where"].fill.href == f"/desk/matters/{matter.pk}/place/"
    assert facts["With"].missing == "nobody yet"


def test_the_position_stands_with_its_source_and_a_map(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, position=Position(34.70001, 112.50002, "gps", 12)).matter
    context = officer.get(reverse("desk:matter", args=[matter.pk])).context
    [where] = [fact for fact in context["facts"] if fact.label == "Where"]
    assert where.note == "34.70001, 112.50002 · phone position, within 12 m"
    assert context["map"].lat == 34.70001


def test_a_named_place_gives_the_map_its_position(cast: Cast, officer: Client) -> None:
    place = Place.objects.create(room=cast.room, name="东口", name_en="East way", latitude=34.7, longitude=112.5)
    matter = bring(cast.room, place=place).matter
    context = officer.get(reverse("desk:matter", args=[matter.pk])).context
    assert (context["map"].lat, context["map"].lon) == (34.7, 112.5)


def test_the_clocks_show_the_sum_that_proves_them(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, received_at=timezone.now() - timedelta(days=3)).matter
    progress.accept(by=cast.officer, matter=matter)
    timing.pause(by=cast.officer, matter=matter, reason="等土地所的图纸")
    timing.resume(by=cast.officer, matter=matter)
    clocks = {clock.name: clock for clock in officer.get(reverse("desk:matter", args=[matter.pk])).context["clocks"]}
    assert set(clocks) == {"First answer", "The end"}
    assert " of " in clocks["The end"].table.foot[-1]
    assert any("not counted: nights" in row[1] for row in clocks["The end"].table.rows)


def test_a_past_record_has_no_clocks(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    Matter.objects.filter(pk=matter.pk).update(is_record=True, due_at=None)
    context = officer.get(reverse("desk:matter", args=[matter.pk])).context
    assert context["clocks"] == []
    assert context["when"][0] == "past record"


def test_the_reporter_is_shown_only_after_a_look_that_is_written_down(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, reporter=Reporter(name="王秀兰", phone="13800138000")).matter
    assert "13800138000" not in page_of(officer, matter)
    assert not Record.objects.filter(verb="reporter.looked").exists()
    opened = officer.post(reverse("desk:reporter", args=[matter.pk])).content.decode()
    assert 'href="tel:13800138000"' in opened
    assert Record.objects.get(verb="reporter.looked").object_label == matter.reference


def test_only_an_officer_may_look_who_it_was(cast: Cast, sit: Sit) -> None:
    matter = bring(cast.room, reporter=Reporter(name="王秀兰")).matter
    auxiliary = sit(cast.auxiliary)
    assert auxiliary.post(reverse("desk:reporter", args=[matter.pk])).status_code == 403
    assert "only an officer may look" in page_of(auxiliary, matter)


def test_an_anonymous_matter_says_that_nobody_is_known(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, reporter=Reporter(is_anonymous=True)).matter
    assert "Without a name." in page_of(officer, matter)


def test_a_look_from_the_station_is_written_down_and_one_of_the_room_is_not(cast: Cast, sit: Sit) -> None:
    matter = bring(cast.room).matter
    page_of(sit(cast.officer), matter)
    assert not Record.objects.filter(verb="matter.looked").exists()
    page_of(sit(cast.chief), matter)
    assert Record.objects.get(verb="matter.looked").actor_label == cast.chief.name


def test_relatives_are_named_by_number_both_ways(cast: Cast, officer: Client) -> None:
    one, other, merged = (bring(cast.room).matter for _ in range(3))
    bonds.link(by=cast.officer, matter=one, other=other)
    bonds.merge(by=cast.officer, matter=merged, into=one)
    assert other.reference in page_of(officer, one)
    assert one.reference in page_of(officer, other)
    links = officer.get(reverse("desk:matter", args=[merged.pk])).context["links"]
    assert [(fact.label, fact.value) for fact in links] == [("merged into", one.reference)]


def test_what_the_reporter_of_a_merged_matter_adds_stands_beside_the_story_of_the_other(cast: Cast, sit: Sit) -> None:
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    talk.add_reporter_words(matter=merged, text="早先的话")
    progress.accept(by=cast.officer, matter=target)
    progress.assign(by=cast.officer, matter=target, owner=cast.lawyer)
    bonds.merge(by=cast.officer, matter=merged, into=target)
    talk.add_reporter_words(matter=merged, text="还有一盏也坏了")
    answer = sit(cast.lawyer).get(reverse("desk:matter", args=[target.pk]))
    told = [(entry.text, list(entry.facts)) for entry in answer.context["entries"]]
    assert told[-1] == ("还有一盏也坏了", [f"to {merged.reference}, merged into this one"])
    assert "早先的话" not in [text for text, _ in told]
    bonds.unmerge(by=cast.officer, matter=merged, reason="不是一件事")
    assert "还有一盏也坏了" not in page_of(sit(cast.lawyer), target)


def test_the_verdict_of_the_reporter_stands_on_the_page(cast: Cast, officer: Client) -> None:
    matter = closed(cast)
    assert "asked, no answer yet" in page_of(officer, matter)
    thanks.rate(matter=matter, score=2)
    assert officer.get(reverse("desk:matter", args=[matter.pk])).context["answer"] == "partly"


def test_a_matter_that_ended_another_way_shows_where_it_ended(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    progress.send_away(by=cast.officer, matter=matter, answer="请找供电所")
    walk = officer.get(reverse("desk:matter", args=[matter.pk])).context["walk"]
    assert [(step.label, step.state) for step in walk] == [("Collect", "done"), ("Sent elsewhere", "now")]


def test_a_page_is_told_who_changed_the_matter_meanwhile(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    news, version = (
        reverse("desk:news", args=[matter.pk]),
        officer.get(reverse("desk:matter", args=[matter.pk])).context["matter"].version,
    )
    assert officer.get(news, {"v": version}).status_code == 204
    progress.accept(by=cast.auxiliary, matter=matter)
    assert "李辅警 just changed this" in officer.get(news, {"v": version}).content.decode()


def test_what_is_seldom_done_stands_below_the_story_and_not_under_all_the_facts(cast: Cast, officer: Client) -> None:
    page = page_of(officer, bring(cast.room).matter)
    story, _, facts = page.partition("<aside>")
    assert story.index('id="say"') < story.index('class="folded"')
    assert "Merge into another" not in facts
    assert page.count("How is this counted?") == 1


def test_the_latest_matters_are_asked_for_and_listed_once(cast: Cast, officer: Client) -> None:
    matter, other = bring(cast.room).matter, bring(cast.room).matter
    with CaptureQueriesContext(connection) as asked:
        page = page_of(officer, matter)
    latest = [query for query in asked if '"received_at" DESC' in query["sql"]]
    assert len(latest) == 1
    assert page.count(f'<option value="{other.reference}">') == 1
    assert page.count('list="lately"') == 2


def test_a_long_story_costs_few_questions_to_the_database(cast: Cast, officer: Client) -> None:
    matter = reported(cast, reporter=Reporter(name="王秀兰"))
    for number in range(20):
        talk.note(by=cast.officer, matter=matter, text=f"第{number}次去看")
    with CaptureQueriesContext(connection) as asked:
        page_of(officer, matter)
    assert len(asked) <= 26


def test_the_page_of_an_emptied_and_of_a_forgotten_matter_still_opens(cast: Cast, officer: Client) -> None:
    matter = closed(cast, reporter=Reporter(name="钱多多"))
    progress.reopen(by=cast.officer, matter=matter, reason="又坏了")
    timing.move(by=cast.officer, matter=matter, up=True, reason="村里办不了")
    progress.withdraw_for(by=cast.officer, matter=matter, reason="好了")
    rated = closed(cast, reporter=Reporter(name="钱多多"))
    thanks.rate(matter=rated, score=2, words="太慢")
    for one in (matter, rated):
        one.refresh_from_db()
        assert one.reporter
        erasing.erase_person(by=SYSTEM, rows=[one.reporter], reason="本人要求", choice=erasing.Choice(with_words=True))
        assert "A person was forgotten" in page_of(officer, one)
    later = timezone.now() + timedelta(days=4 * 366)
    assert retiring.retire_due(room=cast.room, now=later) == 2
    assert "partly" in page_of(officer, rated)
    assert "township" in page_of(officer, matter)


def test_where_the_reporter_was_forgotten_nothing_asks_for_an_answer_to_them(cast: Cast, officer: Client) -> None:
    matter = reported(cast, reporter=Reporter(name="钱多多", phone="13800000000"))
    progress.check(by=cast.officer, matter=matter)
    assert "Answer to the reporter" in page_of(officer, matter)
    assert matter.reporter
    erasing.erase_person(by=SYSTEM, rows=[matter.reporter], reason="本人要求")
    page = page_of(officer, matter)
    assert "Whoever brought it was forgotten, so nobody waits for an answer." in page
    assert "They were forgotten: name and numbers are struck out" in page
    assert "Answer to the reporter" not in page
    assert "the reporter reads this" not in page
    sent = {"version": Matter.objects.get().version, "answer": "修好了。"}
    done = officer.post(reverse("desk:take", args=[matter.pk, "close"]), sent, follow=True)
    assert [str(message) for message in done.context["messages"]] == ["Closed."]


def test_while_somebody_whose_matter_was_merged_into_it_reads_it_they_are_answered(cast: Cast, officer: Client) -> None:
    target = reported(cast, reporter=Reporter(name="钱多多", phone="13800000000"))
    bonds.merge(by=cast.officer, matter=bring(cast.room).matter, into=target)
    assert target.reporter
    erasing.erase_person(by=SYSTEM, rows=[target.reporter], reason="本人要求")
    assert "Answer to the reporter" in page_of(officer, target)


def test_photos_added_to_a_merged_matter_are_shown_and_opened_where_it_went_on(
    cast: Cast, sit: Sit, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path / "files"
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    early, late = things.keep(cast.room), things.keep(cast.room)
    talk.add_reporter_words(matter=merged, text="早先的照片", files=[early])
    progress.accept(by=cast.officer, matter=target)
    progress.assign(by=cast.officer, matter=target, owner=cast.lawyer)
    bonds.merge(by=cast.officer, matter=merged, into=target)
    talk.add_reporter_words(matter=merged, text="还有一盏也坏了", files=[late])
    lawyer = sit(cast.lawyer)
    told = lawyer.get(reverse("desk:matter", args=[target.pk])).context["entries"]
    shown = [picture.href for entry in told for picture in entry.pictures]
    assert shown == [reverse("files:file", args=[late.pk])]
    assert [entry.text for entry in told if entry.pictures] == ["还有一盏也坏了"]
    assert lawyer.get(shown[0]).status_code == 200
    assert lawyer.get(reverse("files:file", args=[early.pk])).status_code == 404
    bonds.unmerge(by=cast.officer, matter=merged, reason="不是一件事")
    assert lawyer.get(shown[0]).status_code == 404


def test_the_first_minute_of_waiting_has_no_stray_blank(cast: Cast, officer: Client) -> None:
    bring(cast.room)
    officer.cookies["language"] = "zh-hans"
    for name in ("desk:today", "desk:matters"):
        page = officer.get(reverse(name)).content.decode()
        assert "等了不到 1 分钟" in page
