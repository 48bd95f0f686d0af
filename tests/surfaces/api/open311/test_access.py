"""Every address of the endpoint without a key, with a wrong key, and with a key of every role."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.permissions import ROLES, Permission
from tests.access.asking import EVERY
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.open311.conftest import Endpoint, Keys, publish

pytestmark = pytest.mark.once

# By name: the path about a matter, and what it answers when the matter was released and when it was not.
ADDRESSES: dict[str, tuple[Callable[[Matter], str], int, int]] = {
    "discovery": (lambda matter: "discovery", 200, 200),
    "services": (lambda matter: "services", 200, 200),
    "definition": (lambda matter: "services/report-streetlight", 200, 200),
    "requests": (lambda matter: "requests", 200, 200),
    "request": (lambda matter: f"requests/{matter.reference}", 200, 404),
    "token": (lambda matter: f"tokens/{matter.pk}", 404, 404),  # it did not come by Open311
    "no-service": (lambda matter: "services/", 400, 400),
    "no-request": (lambda matter: "requests/", 400, 400),
    "no-token": (lambda matter: "tokens/", 400, 400),
    "nowhere": (lambda matter: "nothing", 404, 404),
}
LIGHT = {"service_code": "report-streetlight", "address_string": "东口"}


def secrets(cast: Cast, key: Keys) -> list[str]:
    return ["", "sw_wrong", *map(key, cast.by_role().values()), key(cast.neighbour), key(cast.stranger)]


def test_every_address_is_asked_here() -> None:
    known = {name.removeprefix("api:open311:") for name in EVERY if name.startswith("api:open311:")}
    assert known == set(ADDRESSES)


@pytest.mark.parametrize("fmt", ["xml", "json"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_reading_tells_everybody_the_same_with_and_without_a_key(
    cast: Cast, endpoint: Endpoint, key: Keys, name: str, fmt: str
) -> None:
    path, shown, hidden = ADDRESSES[name]
    for matter, status in ((publish(cast), shown), (bring(cast.room).matter, hidden)):
        told = set()
        for secret in secrets(cast, key):
            response = Client(headers={"Authorization": f"Bearer {secret}"} if secret else {}).get(
                f"/open311/v2/{path(matter)}.{fmt}", {"api_key": secret}
            )
            assert response.status_code == status
            told.add(response.content)
        assert len(told) == 1


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "requests"])
def test_nothing_but_requests_takes_anything_from_anybody(cast: Cast, endpoint: Endpoint, key: Keys, name: str) -> None:
    matter = publish(cast)
    for secret in secrets(cast, key):
        for method in ("post", "put", "delete"):
            address = f"/open311/v2/{ADDRESSES[name][0](matter)}.xml"
            assert getattr(Client(), method)(address, {"api_key": secret}).status_code in (404, 405)
    assert Matter.objects.get() == matter


def test_a_request_is_taken_from_who_may_register_and_from_nobody_else(
    cast: Cast, endpoint: Endpoint, key: Keys
) -> None:
    asked = {role: endpoint.post(api_key=key(account), **LIGHT)[0] for role, account in cast.by_role().items()}
    expected = {role: 200 if Permission.MATTER_REGISTER in ROLES[role].permissions else 403 for role in asked}
    assert asked == expected
    assert set(expected.values()) == {200, 403}
    count = Matter.objects.count()
    for secret in ("", "sw_wrong", key(cast.neighbour), key(cast.stranger)):
        assert endpoint.post(api_key=secret, **LIGHT)[0] == 403
        in_header = Client(headers={"Authorization": f"Bearer {secret}"})
        media = "application/x-www-form-urlencoded"
        assert in_header.post("/open311/v2/requests.xml", urlencode(LIGHT), content_type=media).status_code == 403
    assert Matter.objects.count() == count
