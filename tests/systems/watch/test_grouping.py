"""A whole import is looked through for reports that are one matter; the officer joins or parts each group."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import importing, reading, trying
from shouwang.kernel.matters.models import ImportRun, Link, Matter
from shouwang.systems.watch import tasks
from shouwang.systems.watch.actions import grouping as actions
from shouwang.systems.watch.models import GroupedReport, Grouping
from shouwang.systems.watch.models.related import GROUPINGS_KEPT
from shouwang.systems.watch.queries import grouping as queries
from tests.cast import Cast
from tests.systems.watch.reports import BRIDGE, KILN, OTHERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast: Cast, tmp_path: Path) -> ImportRun:
    """A table in which three write of a kiln, two of a bridge, and the others of something of their own."""
    texts = [*KILN, *BRIDGE, *OTHERS]
    file = tmp_path / "old.csv"
    lines = [f"2026-03-{day:02},{text}" for day, text in enumerate(texts, start=1)]
    file.write_text("\n".join(["日期,内容", *lines, ""]), encoding="utf-8")
    made = trying.try_out(run=reading.open_file(by=SYSTEM, room=cast.room, path=file, name="old.csv"))
    importing.start(by=SYSTEM, run=made)
    importing.carry_on(run=made)
    made.refresh_from_db()
    assert made.state == ImportRun.State.DONE
    return made


@pytest.fixture
def found(cast: Cast, run: ImportRun) -> Grouping:
    asked = actions.ask(by=cast.officer, run=run)
    tasks.group_import.call(str(asked.pk))
    asked.refresh_from_db()
    return asked


def reopened() -> None:
    """As if the table had brought in what is not over."""
    Matter.objects.update(state="collected", ended_at=None, is_record=False)


def test_the_worker_finds_what_belongs_together(found: Grouping) -> None:
    assert (found.state, found.reports, found.groups) == ("done", 11, 2)
    kiln, bridge = queries.found_in(found)
    assert (len(kiln.matters), len(bridge.matters)) == (3, 2)
    assert "青禾苑" in "".join(kiln.names)
    assert [one.received_at for one in kiln.matters] == sorted(one.received_at for one in kiln.matters)


def test_twice_is_once_and_asking_again_begins_anew(cast: Cast, run: ImportRun, found: Grouping) -> None:
    actions.look_through(grouping=found)
    assert GroupedReport.objects.count() == 5
    actions.ask(by=cast.officer, run=run)
    assert (Grouping.objects.get().state, GroupedReport.objects.count()) == ("waiting", 0)


def test_a_fault_ends_it_and_nothing_tries_again(cast: Cast, run: ImportRun, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def broken(**_: Any) -> None:
        tried.append(1)
        raise ValueError("broken")

    monkeypatch.setattr(actions, "look_through", broken)
    asked = actions.ask(by=cast.officer, run=run)
    with pytest.raises(ValueError, match="broken"):
        tasks.group_import.call(str(asked.pk))
    assert Grouping.objects.get().state == "failed"
    tasks.group_import.call(str(asked.pk))
    assert len(tried) == 1


def test_workers_that_are_killed_over_it_give_up(cast: Cast, run: ImportRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "look_through", lambda **_: None)  # never comes to an end
    asked = actions.ask(by=cast.officer, run=run)
    for _ in range(tasks.MOST_TRIES):
        tasks.group_import.call(str(asked.pk))
        assert Grouping.objects.get().state == "waiting"
    tasks.group_import.call(str(asked.pk))
    assert Grouping.objects.get().state == "failed"


def test_one_whose_worker_was_killed_can_be_asked_for_again(cast: Cast, run: ImportRun) -> None:
    asked = actions.ask(by=cast.officer, run=run)
    now = timezone.now()
    assert queries.standing(asked, now) == "waiting"
    assert queries.standing(asked, now + queries.STALLED * 1.1) == "failed"


def test_what_was_found_meanwhile_is_not_given_up(found: Grouping) -> None:
    actions.give_up(grouping=found)
    assert Grouping.objects.get().state == "done"


def test_open_ones_go_into_the_oldest_open_one(cast: Cast, found: Grouping) -> None:
    reopened()
    oldest, *others = queries.in_group(found, 1)
    assert actions.join(by=cast.officer, grouping=found, number=1) == actions.Joined(merged=2, linked=0)
    assert {Matter.objects.get(pk=one.pk).merged_into for one in others} == {oldest}
    assert queries.undecided(found) == 1
    assert actions.join(by=cast.officer, grouping=found, number=1) == actions.Joined(0, 0), "pressed twice"
    assert Record.objects.filter(verb="watch.grouped", detail="same: 1").count() == 1


def test_what_is_over_is_linked_with_the_oldest_open_one(cast: Cast, found: Grouping) -> None:
    first, *_, last = queries.in_group(found, 1)
    Matter.objects.filter(pk=last.pk).update(state="collected", ended_at=None, is_record=False)
    assert actions.join(by=cast.officer, grouping=found, number=1) == actions.Joined(merged=0, linked=2)
    assert Link.objects.filter(matter=first, other=last).exists()


def test_past_records_alone_are_linked_with_the_oldest(cast: Cast, found: Grouping) -> None:
    first, *others = queries.in_group(found, 1)
    assert actions.join(by=cast.officer, grouping=found, number=1) == actions.Joined(merged=0, linked=2)
    assert set(Link.objects.filter(other=first).values_list("matter", flat=True)) == {one.pk for one in others}


def test_not_one_matter_is_not_shown_again(cast: Cast, found: Grouping) -> None:
    actions.part(by=cast.officer, grouping=found, number=1)
    assert [one.number for one in queries.found_in(found)] == [2]
    assert not Link.objects.exists()


def test_only_who_may_asks_and_decides(cast: Cast, run: ImportRun, found: Grouping) -> None:
    with pytest.raises(PermissionDenied):
        actions.ask(by=cast.auxiliary, run=run)
    with pytest.raises(PermissionDenied):
        actions.part(by=cast.neighbour, grouping=found, number=1)
    assert queries.undecided(found) == 2
    assert queries.grouping_of(cast.next_room, run.pk) is None


def test_what_was_found_is_forgotten(found: Grouping) -> None:
    now = timezone.now()
    assert actions.forget_old(now=now) == 0
    assert actions.forget_old(now=now + GROUPINGS_KEPT * 1.1) == 1
    assert not GroupedReport.objects.exists()


def test_at_the_desk_it_is_asked_for_and_each_group_decided(cast: Cast, run: ImportRun, client: Client) -> None:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["language"] = "en"
    page = reverse("desk:import_groups", args=[run.pk])
    assert page in client.get(reverse("desk:import_run", args=[run.pk])).content.decode()
    assert "Nothing is joined until you say so" in client.get(page).content.decode()
    assert client.post(page, {"act": "look"}).status_code == 302
    assert "Being looked through" in client.get(page).content.decode()
    tasks.group_import.call(str(Grouping.objects.get().pk))
    assert [one["verb"] for one in client.get(page).context["groups"]] == ["Link them", "Link them"]
    reopened()
    shown = client.get(page)
    assert [one["verb"] for one in shown.context["groups"]] == ["Join them", "Join them"]
    assert [one["title"] for one in shown.context["groups"]] == ["3 reports", "2 reports"]
    assert KILN[0][:8] in shown.content.decode()
    for number in ("x", "", "99", "9" * 40):
        assert client.post(page, {"act": "join", "number": number}).status_code == 302
    client.post(page, {"act": "part", "number": "2"})
    answer = client.post(page, {"act": "join", "number": "1"}, follow=True)
    assert "Joined: 2." in answer.content.decode()
    assert "No group waits to be decided" in answer.content.decode()
    assert Matter.objects.filter(state="merged").count() == 2
