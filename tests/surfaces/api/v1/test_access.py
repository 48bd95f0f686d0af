"""Every operation × key × scope × account: what a key may reach, from one table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.actions import close_account, revoke_token
from shouwang.kernel.people.models import Account, Token
from shouwang.kernel.people.scopes import Scope
from shouwang.lib.ids import uuid7
from shouwang.surfaces.api.v1.root import api
from shouwang.surfaces.api.v1.table import TABLE
from tests.cast import Cast
from tests.kernel.files import things
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import Keys, Program, read

pytestmark = pytest.mark.once  # the same questions as in other tests, asked by many


def attachment_of(matter: Matter) -> UUID:
    return Attachment.objects.filter(matter_id=matter.pk).values_list("pk", flat=True).first() or uuid7()


Asked = tuple[str, str, Any]
Calls = Callable[[Matter, str, str], Asked]

# What each operation is asked with: about a matter, a webhook and a delivery.
CALLS: dict[str, Calls] = {
    "list_rooms": lambda m, h, d: ("GET", "/rooms", None),
    "list_kinds": lambda m, h, d: ("GET", "/kinds", None),
    "list_places": lambda m, h, d: ("GET", f"/rooms/{m.room.code}/places", None),
    "list_takers": lambda m, h, d: ("GET", f"/rooms/{m.room.code}/takers", None),
    "list_matters": lambda m, h, d: ("GET", "/matters", None),
    "get_matter": lambda m, h, d: ("GET", f"/matters/{m.pk}", None),
    "list_timeline": lambda m, h, d: ("GET", f"/matters/{m.pk}/timeline", None),
    "list_attachments": lambda m, h, d: ("GET", f"/matters/{m.pk}/attachments", None),
    "get_attachment": lambda m, h, d: ("GET", f"/matters/{m.pk}/attachments/{attachment_of(m)}", None),
    "export_matters": lambda m, h, d: ("GET", "/matters.csv?reason=archive", None),
    "create_matter": lambda m, h, d: ("POST", "/matters", {"kind": "report", "text": "灯坏了", "room": m.room.code}),
    "ask_scam": lambda m, h, d: ("POST", "/scams", {"room": m.room.code, "text": "把钱转到安全账户"}),
    "revise_matter": lambda m, h, d: ("PATCH", f"/matters/{m.pk}", {"title": "灯"}),
    "take_step": lambda m, h, d: ("POST", f"/matters/{m.pk}/steps/accept", {}),
    "add_note": lambda m, h, d: ("POST", f"/matters/{m.pk}/notes", {"text": "记"}),
    "add_answer": lambda m, h, d: ("POST", f"/matters/{m.pk}/answers", {"text": "答"}),
    "list_hooks": lambda m, h, d: ("GET", "/hooks", None),
    "open_hook": lambda m, h, d: (
        "POST",
        "/hooks",
        {"room": m.room.code, "url": "https://example.org/h", "events": ["*"]},
    ),
    "close_hook": lambda m, h, d: ("DELETE", f"/hooks/{h}", None),
    "list_deliveries": lambda m, h, d: ("GET", f"/hooks/{h}/deliveries", None),
    "replay_delivery": lambda m, h, d: ("POST", f"/hooks/{h}/deliveries/{d}/replay", None),
}
NAMES = [operation.name for operation in TABLE]
ABOUT_A_ROOM = [
    name for name in NAMES if name not in ("list_rooms", "list_kinds", "list_matters", "list_hooks", "export_matters")
]
WELL = {200, 201, 202, 204}

# By role: which operations answer about a matter of the room that is nobody's yet. All others are refused.
SEES = {"list_rooms", "list_kinds", "list_places", "list_matters", "list_hooks"}
DOES: dict[str, set[str]] = {
    "officer": set(NAMES),
    "chief": set(NAMES),
    "auxiliary": set(NAMES)
    - {"export_matters", "list_hooks", "open_hook", "close_hook", "list_deliveries", "replay_delivery"},
    "cadre": {"list_rooms", "list_kinds", "list_places", "list_matters", "create_matter"},
    "mediator": {"list_rooms", "list_kinds", "list_places", "list_matters", "create_matter"},
    "lawyer": {"list_rooms", "list_kinds", "list_places", "list_matters"},
    "volunteer": {"list_rooms", "list_kinds", "list_matters"},
    "administrator": {"list_rooms", "list_kinds", "list_matters"},
    "technician": {
        "list_rooms",
        "list_kinds",
        "list_matters",
        "list_hooks",
        "open_hook",
        "close_hook",
        "list_deliveries",
    }
    | {"replay_delivery"},
}


@pytest.fixture
def about(cast: Cast) -> tuple[Matter, str, str]:
    """A matter of the room with a photo, a webhook of it and a delivery that can be played again."""
    hook, _ = notices.open_webhook(by=cast.officer, room=cast.room, url="https://example.org/hook", events="*")
    matter = bring(cast.room).matter
    Attachment.objects.create(matter=matter, file=things.keep(cast.room), added_at=timezone.now())
    notices.queue_event(room=cast.room, event="matter.received", event_id=uuid7(), payload={})
    delivery = hook.deliveries.order_by("id").first()
    assert delivery is not None
    hook.deliveries.update(state="dead", not_before=None)
    return matter, str(hook.pk), str(delivery.pk)


def ask(program: Program, name: str, about: tuple[Matter, str, str]) -> int:
    method, path, body = CALLS[name](*about)
    response = program.call(method, path, body, If_Match="*")
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
    return response.status_code


def test_the_table_holds_every_operation_and_every_one_is_asked_here() -> None:
    described = {
        operation["operationId"] for path in api.get_openapi_schema()["paths"].values() for operation in path.values()
    }
    assert described == set(NAMES) == set(CALLS)


@pytest.mark.once  # refused before anything is looked for
@pytest.mark.parametrize("name", NAMES)
def test_without_a_key_nothing_is_answered(about: tuple[Matter, str, str], name: str) -> None:
    method, path, body = CALLS[name](*about)
    program = Program("")
    for secret in ("", "sw_wrong"):
        program.secret = secret
        response = program.call(method, path, body)
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith('Bearer realm="shouwang"')


@pytest.mark.once  # refused before anything is looked for
@pytest.mark.parametrize("name", NAMES)
def test_a_key_without_the_scope_is_refused(cast: Cast, key: Keys, about: tuple[Matter, str, str], name: str) -> None:
    needed = next(operation.scope for operation in TABLE if operation.name == name)
    others = [scope for scope in Scope if scope != needed]
    assert ask(key(cast.officer, *others), name, about) == 403


@pytest.mark.parametrize("name", NAMES)
def test_a_key_with_the_scope_alone_is_enough(cast: Cast, key: Keys, about: tuple[Matter, str, str], name: str) -> None:
    needed = next(operation.scope for operation in TABLE if operation.name == name)
    assert ask(key(cast.officer, needed), name, about) in WELL


@pytest.mark.parametrize("role", DOES)
@pytest.mark.parametrize("name", NAMES)
def test_a_key_does_what_its_account_may_do(
    cast: Cast, key: Keys, about: tuple[Matter, str, str], role: str, name: str
) -> None:
    status = ask(key(cast.by_role()[role]), name, about)
    assert (status in WELL) == (name in DOES[role])
    if status not in WELL:
        assert status in (403, 404, 422)


@pytest.mark.parametrize("name", ABOUT_A_ROOM)
def test_what_lies_outside_the_accounts_rooms_does_not_exist(
    cast: Cast, key: Keys, about: tuple[Matter, str, str], name: str
) -> None:
    status = ask(key(cast.neighbour), name, about)
    assert status == (422 if name in ("create_matter", "open_hook") else 404)


@pytest.mark.parametrize("name", [name for name in ABOUT_A_ROOM if name not in ("create_matter", "open_hook")])
def test_outside_and_unknown_are_told_in_the_same_words(
    cast: Cast, key: Keys, about: tuple[Matter, str, str], name: str
) -> None:
    program, nothing = key(cast.neighbour), str(uuid7())
    room = type(cast.room)(code="ZZ")
    unknown = CALLS[name](Matter(pk=uuid7(), room=room), nothing, nothing)
    told = [
        program.call(method, path, body, If_Match="*").content for method, path, body in (CALLS[name](*about), unknown)
    ]
    assert told[0] == told[1]


def test_a_key_dies_with_its_time_its_account_and_by_hand(cast: Cast, key: Keys) -> None:
    programs = [key(cast.officer), key(cast.auxiliary), key(cast.cadre)]
    assert [program.get("/rooms").status_code for program in programs] == [200, 200, 200]
    token = Token.objects.get(account=cast.officer)
    revoke_token(by=SYSTEM, token=token)
    close_account(by=SYSTEM, account=cast.auxiliary)
    Token.objects.filter(account=cast.cadre).update(expires_at=token.created_at)
    assert [program.get("/rooms").status_code for program in programs] == [401, 401, 401]


def test_rights_taken_from_the_account_are_taken_from_its_key(cast: Cast, key: Keys) -> None:
    program, matter = key(cast.officer), bring(cast.room).matter
    assert program.get(f"/matters/{matter.pk}").status_code == 200
    Account.objects.get(pk=cast.officer.pk).appointments.all().delete()
    assert program.get(f"/matters/{matter.pk}").status_code == 404
    assert read(program.get("/rooms")) == []
