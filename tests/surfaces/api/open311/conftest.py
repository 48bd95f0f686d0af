"""One room that serves alone, and a client of the endpoint that reads XML and JSON and finds them equal."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from lxml import etree

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import editing
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import issue_token
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.scopes import Scope
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("georeport.rng"))))
LISTS = {"services", "service_requests", "errors", "attributes", "values", "endpoints", "formats"}
Told = tuple[int, Any]
Keys = Callable[..., str]


def from_xml(element: Any) -> Any:
    """What JSON would say, every plain value as text."""
    if element.tag in LISTS:
        return [from_xml(child) for child in element]
    if len(element):
        return {child.tag: from_xml(child) for child in element}
    return element.text or ""


def as_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_texts(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_texts(part) for part in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


class Endpoint:
    """Asks in both formats; what it returns is the JSON, after the XML was found valid and equal."""

    def __init__(self) -> None:
        self.client = Client(headers={"Accept-Language": "en"})

    def get(self, path: str, **given: str) -> Told:
        xml = self.client.get(f"/open311/v2/{path}.xml", given)
        told = self.client.get(f"/open311/v2/{path}.json", given)
        assert xml["Content-Type"] == "text/xml; charset=utf-8"
        assert told["Content-Type"] == "application/json; charset=utf-8"
        assert xml.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
        tree = etree.fromstring(xml.content)
        SCHEMA.assertValid(tree)
        said = json.loads(told.content)
        assert from_xml(tree) == as_texts(said)
        assert xml.status_code == told.status_code
        return told.status_code, said

    def post(self, fmt: str = "json", **given: str | list[str]) -> Told:
        media = "application/x-www-form-urlencoded; charset=utf-8"
        response = self.client.post(f"/open311/v2/requests.{fmt}", urlencode(given, doseq=True), content_type=media)
        if fmt == "json":
            return response.status_code, json.loads(response.content)
        tree = etree.fromstring(response.content)
        SCHEMA.assertValid(tree)
        return response.status_code, from_xml(tree)


@pytest.fixture
def endpoint(cast: Cast) -> Endpoint:
    Room.objects.exclude(pk=cast.room.pk).delete()
    return Endpoint()


@pytest.fixture
def key(db: None) -> Keys:
    def made(account: Account, *scopes: Scope) -> str:
        _, secret = issue_token(by=SYSTEM, account=account, name="city", scopes=scopes or [Scope.OPEN311_WRITE])
        return secret

    return made


def publish(cast: Cast, words: str = "村口路灯在修", **fields: Any) -> Matter:
    matter = bring(cast.room, **fields).matter
    return editing.publish(by=cast.officer, matter=matter, public_text=words)
