"""Today: what waits, what is late, what to do first; and whether anything changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import progress, thanks
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people import actions as people
from shouwang.surfaces.desk import rows
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.surfaces.desk.conftest import Sit
from tests.systems.mediation import quarrel

TODAY = "/desk/"


def test_an_empty_day_says_so(cast: Cast, officer: Client) -> None:
    page = officer.get(TODAY)
    assert page.context["rows"] == []
    assert "Nothing waits today" in page.content.decode()


def test_what_waits_is_counted_with_the_longest_wait(cast: Cast, officer: Client) -> None:
    bring(cast.room, received_at=timezone.now() - timedelta(minutes=41))
    bring(cast.room)
    waiting = officer.get(TODAY).context["counters"][0]
    assert (waiting.value, waiting.of) == ("2", "the longest: 41 minutes")


def test_late_matters_are_red_and_come_before_those_in_time(cast: Cast, officer: Client) -> None:
    bring(cast.room, text="刚刚来的")
    late = bring(cast.room, text="早就来的", received_at=timezone.now() - timedelta(days=30)).matter
    page = officer.get(TODAY)
    assert page.context["rows"][0].title == late.title
    assert page.context["rows"][0].tone == "red"
    assert page.context["counters"][1].value == "1"
    assert "1 is late: look at it first." in page.context["lead"]


def test_an_urgent_matter_comes_first_even_when_others_are_later(cast: Cast, officer: Client) -> None:
    bring(cast.room, text="早就来的", received_at=timezone.now() - timedelta(days=30))
    urgent = bring(cast.room, text="有人落水", is_urgent=True).matter
    assert officer.get(TODAY).context["rows"][0].title == urgent.title


def test_satisfaction_is_shown_with_how_many_were_asked_and_answered(cast: Cast, officer: Client) -> None:
    thanks.rate(matter=closed(cast), score=3)
    closed(cast)
    month = officer.get(TODAY).context["counters"][3]
    assert (month.value, month.of) == ("2", "asked 2, answered 1, satisfied 1")


def test_the_button_of_a_row_leads_to_the_next_step(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    button = officer.get(TODAY).context["rows"][0].verb
    assert (button.label, button.href) == ("Accept", f"/desk/matters/{matter.pk}/#next")


def test_somebody_who_may_not_take_the_next_step_is_offered_a_look(cast: Cast, sit: Sit) -> None:
    bring(cast.room, by=cast.cadre)
    assert sit(cast.cadre).get(TODAY).context["rows"][0].verb.label == "Look"


def test_who_is_on_duty_stands_in_the_head_and_in_the_plan(cast: Cast, officer: Client) -> None:
    now = timezone.now()
    people.put_on_duty(
        by=SYSTEM,
        room=cast.room,
        account=cast.auxiliary,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    page = officer.get(TODAY)
    assert page.context["desk"].on_duty == "李辅警"
    assert any("李辅警" in plan[1] for plan in page.context["plans"])


def test_the_plan_of_the_day_goes_by_time_and_says_the_other_day_as_people_do(
    cast: Cast, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    monkeypatch.setattr("shouwang.surfaces.desk.views.today.timezone.now", lambda: noon)
    for account, start, end in ((cast.auxiliary, -16, 20), (cast.officer, 8, 20)):
        people.put_on_duty(
            by=SYSTEM,
            room=cast.room,
            account=account,
            starts_at=noon + timedelta(hours=start),
            ends_at=noon + timedelta(hours=end),
        )
    due = bring(cast.room, text="三点前要回话的").matter
    Matter.objects.filter(pk=due.pk).update(due_at=noon + timedelta(hours=3))
    plans = officer.get(TODAY).context["plans"]
    assert [(plan[0], plan[3], plan[4].word) for plan in plans[::2]] == [
        ("now", "since 20:00 yesterday", "until 08:00 tomorrow"),
        ("20:00", "until 08:00 tomorrow", "later"),
    ]
    assert plans[1][:2] == ("15:00", due.title)


def test_other_rooms_stay_out(cast: Cast, officer: Client) -> None:
    bring(cast.next_room)
    assert officer.get(TODAY).context["rows"] == []


def test_a_technician_is_led_to_the_settings(cast: Cast, sit: Sit) -> None:
    assert sit(cast.technician).get(TODAY).headers["Location"] == "/desk/settings/"


def test_a_full_day_costs_few_questions_to_the_database(cast: Cast, officer: Client) -> None:
    for number in range(30):
        bring(cast.room, text=f"第{number}件", received_at=timezone.now() - timedelta(days=number))
    officer.get(TODAY)
    with CaptureQueriesContext(connection) as asked:
        officer.get(TODAY)
    assert len(asked) <= 25


def test_nothing_happened_is_answered_with_nothing(cast: Cast, officer: Client) -> None:
    ticket = officer.get(TODAY).context["ticket"]
    assert officer.get("/desk/pulse/", {"t": ticket}).status_code == 204


def test_something_happened_brings_a_new_ticket_and_an_event(cast: Cast, officer: Client) -> None:
    ticket = officer.get(TODAY).context["ticket"]
    bring(cast.room)
    answer = officer.get("/desk/pulse/", {"t": ticket})
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (200, "changed")
    assert officer.get("/desk/pulse/", {"t": answer.context["ticket"]}).status_code == 204


def test_what_happens_in_another_room_is_no_news(cast: Cast, officer: Client) -> None:
    ticket = officer.get(TODAY).context["ticket"]
    bring(cast.next_room)
    assert officer.get("/desk/pulse/", {"t": ticket}).status_code == 204


@pytest.mark.parametrize("ticket", ["", "made-up", "eyJ4IjoxfQ:1abc:xyz"])
def test_a_ticket_not_signed_here_learns_nothing(cast: Cast, client: Client, ticket: str) -> None:
    assert client.get("/desk/pulse/", {"t": ticket}).status_code == 403


def test_a_beat_costs_one_question_beside_the_session(cast: Cast, officer: Client) -> None:
    ticket = officer.get(TODAY).context["ticket"]
    with CaptureQueriesContext(connection) as asked:
        officer.get("/desk/pulse/", {"t": ticket})
    assert len([query for query in asked if "journal_chain" in query["sql"]]) == 1
    assert len(asked) <= 3


def test_a_list_is_told_in_words_that_it_changed(cast: Cast, officer: Client) -> None:
    ticket = officer.get(reverse("desk:matters")).context["ticket"]
    matter = bring(cast.room).matter
    progress.accept(by=cast.auxiliary, matter=Matter.objects.get(pk=matter.pk))
    assert "Something changed." in officer.get("/desk/pulse/", {"t": ticket, "tell": "list"}).content.decode()


def test_what_waits_to_be_accepted_comes_before_what_is_due_another_day(cast: Cast, officer: Client) -> None:
    begun = bring(cast.room, text="已经有人在办的", received_at=timezone.now() - timedelta(minutes=5)).matter
    progress.accept(by=cast.officer, matter=begun)
    waiting = bring(cast.room, text="还没有人接的").matter
    Matter.objects.update(due_at=timezone.now() + timedelta(days=2))
    titles = [row.title for row in officer.get(TODAY).context["rows"]]
    assert titles == [waiting.title, begun.title]


@pytest.mark.parametrize(
    ("stage", "following"),
    [("accepted", "Bring both to the table"), ("performed", "Visit, then close"), ("halted", "Protect, then decide")],
)
def test_a_dispute_says_its_own_next_step_and_leads_to_its_own_page(
    cast: Cast, officer: Client, stage: str, following: str
) -> None:
    dispute = quarrel.at(cast, stage)
    Matter.objects.filter(pk=dispute.pk).update(due_at=timezone.now() - timedelta(hours=1))
    row = next(row for row in officer.get(TODAY).context["rows"] if dispute.matter.reference in row.facts)
    address = reverse("desk-mediation:dispute", args=[dispute.pk])
    assert row.verb
    assert (row.href, row.verb.label, row.verb.href) == (address, following, address)
    assert f"next: {following}" in row.facts


def test_a_dispute_nobody_has_begun_with_offers_to_look_and_not_to_accept(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, kind="dispute", topic="neighbours").matter
    row = officer.get(TODAY).context["rows"][0]
    assert row.verb
    assert (row.verb.label, row.verb.href) == ("Look", reverse("desk:matter", args=[matter.pk]))


def test_rows_of_disputes_cost_one_query_however_many_they_are(cast: Cast) -> None:
    quarrel.people(cast)
    few = [quarrel.asked(cast).matter]
    many = [*few, *(quarrel.asked(cast).matter for _ in range(4))]
    counts = []
    for some in (few, many):
        loaded = list(rows.loaded(Matter.objects.filter(pk__in=[one.pk for one in some])))
        with CaptureQueriesContext(connection) as asked:
            rows.rows_of(loaded, {"matter.see"}, timezone.now())
        counts.append(len(asked))
    assert counts == [1, 1]
