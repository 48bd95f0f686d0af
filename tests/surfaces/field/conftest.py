"""A watcher of Hewan with an enrolled phone."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Group, Member
from tests.cast import Cast


@dataclass(frozen=True)
class Phone:
    """A phone on the list: whose it is, and how it asks."""

    client: Client
    key: str
    member: Member
    group: Group

    def get(self, path: str) -> Any:
        return self.client.get(f"/field/api/{path}", headers={"Authorization": f"Device {self.key}"})

    def post(self, path: str, said: Any) -> Any:
        return post(self.client, path, said, {"Authorization": f"Device {self.key}"})


def post(client: Client, path: str, said: Any, headers: dict[str, str] | None = None) -> Any:
    body = said if isinstance(said, str | bytes) else json.dumps(said)
    return client.post(f"/field/api/{path}", body, content_type="application/json", headers=headers or {})


@pytest.fixture
def group(cast: Cast) -> Group:
    return groups.form(by=cast.officer, room=cast.room, name="守望三组", kind=Group.Kind.WATCH, zone=groups.Zone())


@pytest.fixture
def enrol(cast: Cast, group: Group, client: Client) -> Callable[..., Phone]:
    """Lets somebody join by an invitation, with a phone."""

    def one(name: str = "马小川", phone: str = "13900000017", role: str = Member.Role.MEMBER) -> Phone:
        _invitation, secret = groups.invite(by=cast.officer, group=group, role=role)
        member, _device, key = groups.join(secret=secret, name=name, phone=phone, label="Android")
        return Phone(client, key, member, group)

    return one


@pytest.fixture
def phone(enrol: Callable[..., Phone]) -> Phone:
    return enrol()
