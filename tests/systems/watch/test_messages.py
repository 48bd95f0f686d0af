"""The room writes to its watch net: who sees it, from when, how it is counted, and when it is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.people.models import Device, Person
from shouwang.systems.watch.actions import groups, messages
from shouwang.systems.watch.models import Group, Member, Message, MessageRead
from shouwang.systems.watch.models.messages import MESSAGES_KEPT, MOST_LETTERS
from shouwang.systems.watch.queries import Holder
from shouwang.systems.watch.queries import messages as queries
from tests.cast import Cast
from tests.systems.watch.test_calls import group, joins

__all__ = ["group"]
pytestmark = pytest.mark.django_db


def held(person: Person) -> Holder:
    return Holder(Device.objects.get(person=person), person, person.room, None)


def texts(person: Person) -> list[str]:
    return [one.text for one in queries.messages_for(person)]


def test_a_group_sees_its_own_and_those_to_all_since_it_was_joined(cast: Cast, group: Group) -> None:
    other = groups.form(by=cast.officer, room=cast.room, name="守望四组", kind="watch", zone=groups.Zone())
    first, stranger = joins(cast, group, "马小川"), joins(cast, other, "白明")
    messages.write(by=cast.officer, room=cast.room, text="给三组", group=group)
    messages.write(by=cast.officer, room=cast.room, text="给大家")
    late = joins(cast, group, "程远")
    assert (texts(first), texts(stranger), texts(late)) == (["给大家", "给三组"], ["给大家"], [])


def test_who_left_sees_nothing_and_what_was_taken_back_nobody(cast: Cast, group: Group) -> None:
    person = joins(cast, group, "马小川")
    made = messages.write(by=cast.officer, room=cast.room, text="给大家")
    messages.write(by=cast.officer, room=cast.room, text="给三组", group=group)
    for _ in range(2):
        messages.take_back(by=cast.officer, message=made)
    assert texts(person) == ["给三组"]
    assert Record.objects.filter(verb="watch.message_taken_back").count() == 1
    groups.leave(by=cast.officer, member=Member.objects.get(person=person))
    assert texts(person) == []


def test_all_of_a_month_are_shown_the_newest_first(cast: Cast, group: Group) -> None:
    person = joins(cast, group, "马小川")
    for number in range(22):
        messages.write(by=cast.officer, room=cast.room, text=str(number))
    assert (len(texts(person)), texts(person)[0]) == (22, "21")


def test_a_phone_counts_once_and_only_for_what_it_may_see(cast: Cast, group: Group) -> None:
    other = groups.form(by=cast.officer, room=cast.room, name="守望四组", kind="watch", zone=groups.Zone())
    one, two, stranger = joins(cast, group, "马小川"), joins(cast, group, "程远"), joins(cast, other, "白明")
    made = messages.write(by=cast.officer, room=cast.room, text="给三组", group=group)
    assert queries.read_by(made) == (0, 2)
    for _ in range(2):
        messages.read(held=held(one), ids=[made.pk])
    messages.read(held=held(stranger), ids=[made.pk])
    assert queries.read_by(made) == (1, 2)
    messages.read(held=held(two), ids=[made.pk])
    groups.leave(by=cast.officer, member=Member.objects.get(person=one))
    assert queries.read_by(made) == (1, 1)


def test_only_who_looks_after_the_groups_of_the_room(cast: Cast, group: Group) -> None:
    made = messages.write(by=cast.officer, room=cast.room, text="给大家")
    for stranger in (cast.auxiliary, cast.cadre, cast.lawyer, cast.neighbour):
        with pytest.raises(PermissionDenied):
            messages.write(by=stranger, room=cast.room, text="x")
        with pytest.raises(PermissionDenied):
            messages.take_back(by=stranger, message=made)
        assert not queries.messages(stranger, cast.room).exists()
        assert queries.message_of(stranger, made.pk) is None
    with pytest.raises(ValueError, match="another room"):
        messages.write(by=cast.neighbour, room=cast.next_room, text="x", group=group)


@pytest.mark.parametrize("text", ["", "  \n", "长" * (MOST_LETTERS + 1)])
def test_no_words_and_too_many_are_refused(cast: Cast, text: str) -> None:
    with pytest.raises(ValueError, match="words"):
        messages.write(by=cast.officer, room=cast.room, text=text)


def test_forgotten_after_thirty_days_with_their_count_and_never_in_the_journal(cast: Cast, group: Group) -> None:
    person = joins(cast, group, "马小川")
    made = messages.write(by=cast.officer, room=cast.room, text="今晚停电")
    messages.read(held=held(person), ids=[made.pk])
    assert messages.forget_old(now=timezone.now()) == 0
    assert messages.forget_old(now=timezone.now() + MESSAGES_KEPT + timedelta(days=1)) == 1
    assert not Message.objects.exists()
    assert not MessageRead.objects.exists()
    assert not Record.objects.filter(detail__contains="停电").exists()
