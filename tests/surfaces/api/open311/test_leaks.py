"""Reading needs no key, so nothing of a person may ever pass: unique words planted everywhere, looked for everywhere."""

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions import bonds, editing, progress, talk, thanks, timing
from shouwang.kernel.matters.actions.intake import Position, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.queries import actor
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.open311.conftest import Endpoint, Keys

pytestmark = pytest.mark.once

PUBLIC_WORDS = "给大家看的话"
PLANTED = {
    "name": "甲植名",
    "phone": "13955550001",
    "text": "乙植文",
    "title": "丙植题",
    "where": "丁植处",
    "note": "戊植记",
    "answer": "己植答",
    "words": "庚植词",
    "reason": "辛植由",
    "outcome": "壬植果",
    "closing": "癸植结",
    "rated": "子植评",
    "other": "丑植他",
    "exact": "34.81234",
    "owner": "李辅警",
}


def planted(cast: Cast, kind: str, topic: str) -> Matter:
    """A whole life with a word of its own in every field that people fill."""
    matter = bring(
        cast.room,
        kind=kind,
        topic=topic,
        text=PLANTED["text"],
        title=PLANTED["title"],
        where=PLANTED["where"],
        reporter=Reporter(PLANTED["name"], PLANTED["phone"]),
        position=Position(34.8123456, 112.6987654, "gps", 3),
    ).matter
    talk.note(by=cast.officer, matter=matter, text=PLANTED["note"])
    talk.answer(by=cast.officer, matter=matter, text=PLANTED["answer"])
    talk.add_reporter_words(matter=matter, text=PLANTED["words"])
    is_led = kinds.is_led_by_part(kind)  # there only its part moves it, which acts as somebody, not by their account
    officer, auxiliary = (actor(one) if is_led else one for one in (cast.officer, cast.auxiliary))
    timing.extend(by=officer, matter=matter, days=2, reason=PLANTED["reason"])
    bonds.link(by=cast.officer, matter=matter, other=bring(cast.room, title=PLANTED["other"]).matter)
    progress.accept(by=officer, matter=matter)
    progress.assign(by=officer, matter=matter, owner=cast.auxiliary)
    progress.start(by=auxiliary, matter=matter)
    progress.report(by=auxiliary, matter=matter, outcome=PLANTED["outcome"])
    progress.check(by=officer, matter=matter)
    progress.close(by=officer, matter=matter, answer=PLANTED["closing"])
    thanks.rate(matter=matter, score=1, words=PLANTED["rated"])
    matter.refresh_from_db()
    return matter


def everything(endpoint: Endpoint, matters: list[Matter]) -> str:
    """All that the endpoint says to anybody, in both formats."""
    paths = ["discovery", "services", "requests", "requests?status=closed", "requests?page_size=5"]
    paths += [f"requests?service_request_id={matter.reference}" for matter in matters]
    paths += [f"requests/{matter.reference}" for matter in matters] + [f"tokens/{matter.pk}" for matter in matters]
    paths += [f"services/{kind.key}-{topic.key}" for kind in kinds.known() for topic in kind.topics]
    said = []
    for path in paths:
        before, _, query = path.partition("?")
        for fmt in ("xml", "json"):
            said.append(Client().get(f"/open311/v2/{before}.{fmt}?{query}").content.decode())
    return "\n".join(said)


def test_nothing_that_was_planted_comes_out(cast: Cast, endpoint: Endpoint) -> None:
    Place.objects.create(room=cast.room, name="河湾小学", latitude=34.8, longitude=112.6)
    matters = []
    for kind in kinds.known():
        for topic in kind.topics:
            matter = planted(cast, kind.key, topic.key)
            if topic.is_public:
                editing.publish(by=cast.officer, matter=matter, public_text=PUBLIC_WORDS)
            matters.append(matter)
    said = everything(endpoint, matters)
    assert PUBLIC_WORDS in said
    assert {name: word for name, word in PLANTED.items() if word in said} == {}
    private = [matter for matter in matters if not kinds.get(matter.kind).by_key[matter.topic].is_public]
    listed = "\n".join(Client().get(f"/open311/v2/requests.{fmt}").content.decode() for fmt in ("xml", "json"))
    assert not [matter.reference for matter in private if matter.reference in listed]


def test_what_is_not_released_says_nothing_at_all(cast: Cast, endpoint: Endpoint) -> None:
    matter = planted(cast, "report", "streetlight")
    for path in (f"requests/{matter.reference}", "requests"):
        status, told = endpoint.get(path)
        assert status == 404 or told == []


def test_what_was_sent_by_open311_does_not_come_back(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    _, (told,) = endpoint.post(
        api_key=key(cast.officer),
        service_code="report-streetlight",
        lat="34.8123456",
        long="112.6987654",
        description=PLANTED["text"],
        address_string=PLANTED["where"],
        first_name="植名",
        last_name="甲",
        phone=PLANTED["phone"],
        email="planted@example.org",
        device_id="planted-device",
        account_id="planted-account",
    )
    matter = Matter.objects.get()
    editing.publish(by=cast.officer, matter=matter, public_text=PUBLIC_WORDS)
    said = everything(endpoint, [matter]) + str(told)
    assert PUBLIC_WORDS in said
    assert not [word for word in (*PLANTED.values(), "植名", "planted") if word in said]


def test_the_switch_from_a_private_kind_can_not_be_released(cast: Cast, endpoint: Endpoint) -> None:
    matter = planted(cast, "help", "lost")
    Matter.objects.filter(pk=matter.pk).update(public_text=PLANTED["text"], published_at=matter.received_at)
    assert PLANTED["text"] not in everything(endpoint, [matter])
