"""Groups, invitations and phones: who joins how, and what closes the door."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.people.actions import NotOpen
from shouwang.kernel.people.joining import Closed
from shouwang.kernel.people.models import Device
from shouwang.kernel.people.sealed import unseal
from shouwang.systems.watch import queries
from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Group, Invitation, Member
from shouwang.systems.watch.models.groups import MOST_OPEN
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast: Cast) -> Group:
    return groups.form(by=cast.officer, room=cast.room, name="守望三组", kind=Group.Kind.WATCH, zone=groups.Zone())


def invited(cast: Cast, group: Group, **terms: object) -> str:
    return groups.invite(by=cast.officer, group=group, **terms)[1]  # type: ignore[arg-type]


def joined(secret: str, name: str = "马小川") -> tuple[Member, Device, str]:
    return groups.join(secret=secret, name=name, phone="", label="Android")


def test_somebody_joins_by_name_and_holds_an_enrolled_phone(cast: Cast, group: Group) -> None:
    member, device, key = joined(invited(cast, group))
    held = queries.holder(key)
    assert held is not None
    assert (held.device, held.member, held.room) == (device, member, cast.room)
    assert unseal(member.person.name_sealed, record=member.person.pk) == "马小川"
    assert key not in device.digest
    assert member.person.consents.get().purpose == groups.PURPOSE


def test_an_invitation_is_used_up(cast: Cast, group: Group) -> None:
    secret = invited(cast, group, most=2)
    joined(secret)
    joined(secret, "白明")
    with pytest.raises(NotOpen) as closed:
        joined(secret, "程远")
    assert closed.value.why == Closed.USED_UP
    assert group.members.count() == 2


def test_an_invitation_that_is_too_old_lets_nobody_in(cast: Cast, group: Group) -> None:
    secret = invited(cast, group)
    Invitation.objects.update(made_at=timezone.now() - timedelta(days=9), expires_at=timezone.now())
    with pytest.raises(NotOpen) as closed:
        joined(secret)
    assert closed.value.why == Closed.EXPIRED


def test_an_invitation_taken_back_lets_nobody_in(cast: Cast, group: Group) -> None:
    secret = invited(cast, group, most=5)
    groups.withdraw(by=cast.officer, invitation=Invitation.objects.get())
    with pytest.raises(NotOpen) as closed:
        joined(secret)
    assert closed.value.why == Closed.REVOKED


def test_a_guessed_invitation_is_unknown(group: Group) -> None:
    with pytest.raises(NotOpen) as closed:
        joined("guess")
    assert closed.value.why == Closed.UNKNOWN


def test_a_head_invites_members_to_the_own_group_and_nothing_else(cast: Cast, group: Group) -> None:
    head, *_ = joined(invited(cast, group, role=Member.Role.HEAD))
    joined(groups.invite(by=head, group=group)[1], "白明")
    other = groups.form(by=cast.officer, room=cast.room, name="守望四组", kind=Group.Kind.WATCH, zone=groups.Zone())
    for wrong in ({"group": other}, {"group": group, "role": Member.Role.HEAD}):
        with pytest.raises(PermissionDenied):
            groups.invite(by=head, **wrong)  # type: ignore[arg-type]


def test_a_group_has_one_head(cast: Cast, group: Group) -> None:
    secret = invited(cast, group, role=Member.Role.HEAD, most=2)
    first, *_ = joined(secret)
    second, *_ = joined(secret, "白明")
    assert [first.role, second.role] == ["head", "deputy"]
    groups.name_role(by=cast.officer, member=second, role=Member.Role.HEAD)
    first.refresh_from_db()
    assert (first.role, second.role) == ("deputy", "head")


def test_whoever_leaves_is_forgotten_and_their_phone_opens_nothing(cast: Cast, group: Group) -> None:
    member, device, key = joined(invited(cast, group))
    groups.leave(by=cast.officer, member=member)
    assert queries.holder(key) is None
    device.refresh_from_db()
    assert device.revoked_at
    member.person.refresh_from_db()
    assert member.person.erased_at
    assert not member.person.name_sealed
    assert list(queries.members(group)) == []


def test_a_group_given_up_lets_everybody_go(cast: Cast, group: Group) -> None:
    secret = invited(cast, group, most=3)
    _member, _device, key = joined(secret)
    groups.give_up(by=cast.officer, group=group)
    assert queries.holder(key) is None
    with pytest.raises(NotOpen):
        joined(secret, "白明")
    assert not queries.groups(cast.officer, cast.room).exists()


def test_only_whoever_looks_after_teams_touches_groups(cast: Cast, group: Group) -> None:
    member, device, _key = joined(invited(cast, group))
    for stranger in (cast.auxiliary, cast.cadre, cast.lawyer, cast.neighbour):
        for act in (
            lambda by: groups.form(by=by, room=cast.room, name="x", kind="watch", zone=groups.Zone()),
            lambda by: groups.change(by=by, group=group, name="x", kind="watch", zone=groups.Zone()),
            lambda by: groups.invite(by=by, group=group),
            lambda by: groups.leave(by=by, member=member),
            lambda by: groups.take_off(by=by, device=device),
            lambda by: groups.name_role(by=by, member=member, role="head"),
            lambda by: groups.order(by=by, group=group, members=[member]),
            lambda by: groups.give_up(by=by, group=group),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)
        assert not queries.groups(stranger, cast.room).exists()


def test_the_phone_tree_is_as_it_was_put(cast: Cast, group: Group) -> None:
    secret = invited(cast, group, most=3)
    people = [joined(secret, name)[0] for name in ("马小川", "白明", "程远")]
    assert [one.turn for one in queries.members(group)] == [1, 2, 3]
    groups.order(by=cast.officer, group=group, members=[people[2], people[0], people[1]])
    assert list(queries.members(group)) == [people[2], people[0], people[1]]


def headed(cast: Cast, group: Group) -> tuple[Member, Member, Member]:
    secrets = [invited(cast, group, role=role) for role in (Member.Role.HEAD, Member.Role.DEPUTY, Member.Role.MEMBER)]
    head, deputy, member = (
        joined(secret, name)[0] for secret, name in zip(secrets, ("马小川", "白明", "程远"), strict=True)
    )
    return head, deputy, member


def test_a_deputy_invites_only_while_the_group_has_no_head(cast: Cast, group: Group) -> None:
    head, deputy, member = headed(cast, group)
    assert [queries.may_invite(one) for one in (head, deputy, member)] == [True, False, False]
    groups.leave(by=cast.officer, member=head)
    assert [queries.may_invite(one) for one in (head, deputy, member)] == [False, True, False]
    groups.invite(by=deputy, group=group)
    for stranger in (head, member):
        with pytest.raises(PermissionDenied):
            groups.invite(by=stranger, group=group)
    groups.give_up(by=cast.officer, group=group)
    deputy.refresh_from_db()
    assert not queries.may_invite(deputy)


def test_ten_invitations_from_the_phones_of_a_group_are_open_at_most(cast: Cast, group: Group) -> None:
    head, *_ = joined(invited(cast, group, role=Member.Role.HEAD))
    invited(cast, group, most=30)  # the room's own are not counted
    opened = [groups.invite(by=head, group=group)[0] for _ in range(MOST_OPEN)]
    with pytest.raises(groups.TooManyOpen):
        groups.invite(by=head, group=group)
    groups.withdraw(by=head, invitation=opened[0])
    groups.invite(by=head, group=group)
    assert len(queries.open_from_phones(group, timezone.now())) == MOST_OPEN
    invited(cast, group)  # and the room is not kept from inviting


def test_a_head_takes_back_what_was_made_on_the_groups_phones_and_nothing_else(cast: Cast, group: Group) -> None:
    head, _deputy, member = headed(cast, group)
    other = groups.form(by=cast.officer, room=cast.room, name="守望四组", kind=Group.Kind.WATCH, zone=groups.Zone())
    stranger, *_ = joined(invited(cast, other, role=Member.Role.HEAD), "段云")
    mine, secret = groups.invite(by=head, group=group)
    rooms = groups.invite(by=cast.officer, group=group)[0]
    for who, invitation in ((head, rooms), (member, mine), (stranger, mine)):
        with pytest.raises(PermissionDenied):
            groups.withdraw(by=who, invitation=invitation)
    for _again in range(2):
        groups.withdraw(by=head, invitation=mine)
    with pytest.raises(NotOpen):
        joined(secret, "韩冰")
    verbs = [(one.actor, one.verb) for one in Record.objects.filter(actor=str(head.pk)).order_by("at")]
    assert verbs == [(str(head.pk), "watch.invited"), (str(head.pk), "watch.invitation_withdrawn")]
