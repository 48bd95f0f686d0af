"""The description of the interface is valid, and the interface keeps to it, whatever it is sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode, checks

from shouwang.kernel.matters.models import Attachment
from shouwang.kernel.notices import actions as notices
from shouwang.lib.ids import uuid7
from shouwang.surfaces.api.pace import Pace
from shouwang.surfaces.api.v1.table import TABLE
from tests.cast import Cast
from tests.kernel.files import things
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import Keys

CHECKS = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.allow_header_conformance,
)


@dataclass
class World:
    """A described interface over a room with something in it."""

    schema: schemathesis.BaseSchema
    secret: str
    known: dict[str, str]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A whole WSGI call closes its connection at the end, and with it the test's transaction."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def world(cast: Cast, key: Keys, one_connection: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("shouwang.surfaces.api.v1.guard.BY_KEY", Pace(most=10**6, seconds=60))
    secret = key(cast.officer).secret
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), headers={"Host": "localhost"})
    hook, _ = notices.open_webhook(by=cast.officer, room=cast.room, url="https://example.org/hook", events="*")
    matter = bring(cast.room).matter
    photo = Attachment.objects.create(matter=matter, file=things.keep(cast.room), added_at=timezone.now())
    notices.queue_event(room=cast.room, event="matter.received", event_id=uuid7(), payload={})
    delivery = hook.deliveries.order_by("id").first()
    assert delivery is not None
    known = {"matter_id": matter.pk, "hook_id": hook.pk, "delivery_id": delivery.pk, "code": cast.room.code}
    known["attachment_id"] = photo.pk
    return World(schema, secret, {name: str(value) for name, value in known.items()})


def test_it_is_served_and_valid() -> None:
    told = json.loads(Client().get("/api/v1/openapi.json").content)
    OpenAPIV31SpecValidator(told).validate()
    assert told["openapi"] == "3.1.0"
    assert told["components"]["securitySchemes"]["Key"]["scheme"] == "bearer"


@pytest.mark.parametrize("name", [operation.name for operation in TABLE])
def test_every_operation_keeps_to_its_description(world: World, name: str) -> None:
    operation = next(
        found.ok() for found in world.schema.get_all_operations() if found.ok().definition.raw["operationId"] == name
    )

    @settings(max_examples=30, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    @given(
        case=st.sampled_from(GenerationMode).flatmap(lambda mode: operation.as_strategy(generation_mode=mode)),
        is_known=st.booleans(),
    )
    def keeps_to_it(case: schemathesis.Case, is_known: bool) -> None:
        if is_known:
            make_known(case, world)
        case.call_and_validate(
            headers={"Authorization": f"Bearer {world.secret}", "Host": "localhost"}, checks=list(CHECKS)
        )

    keeps_to_it()


def make_known(case: schemathesis.Case, world: World) -> None:
    """Put in what exists: without it nearly every call would end at "not found"."""
    case.path_parameters.update({name: value for name, value in world.known.items() if name in case.path_parameters})
    case.headers.pop("Idempotency-Key", None)
    case.headers["If-Match"] = "*"
    if isinstance(case.body, dict):
        for name in {"room", "topic", "place", "owner", "team", "into"} & set(case.body):
            del case.body[name]
        if "kind" in case.body:
            case.body["kind"] = "report"
