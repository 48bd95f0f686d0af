"""What another program does stands in the journal under its account and its key; people read the account alone."""

from urllib.parse import urlencode

from django.test import Client

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.journal.queries import first_fault
from shouwang.kernel.matters.actions import talk
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.people.actions import issue_token
from shouwang.kernel.people.models import Account
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.api.conftest import EVERY_SCOPE, Keys, Program, read

BY_KEY = "陈警官 · program"


def labels(who: Account) -> dict[str, str]:
    return dict(Record.objects.filter(actor=str(who.pk)).values_list("verb", "actor_label"))


def test_every_act_of_a_key_names_the_key(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    made = read(program.post("/matters", {"kind": "report", "text": "村口的路灯坏了。", "room": "HW"}))["id"]
    program.patch(f"/matters/{made}", {"title": "路灯"}, If_Match="*")
    program.post(f"/matters/{made}/notes", {"text": "打过电话"})
    program.post(f"/matters/{made}/steps/accept", {})
    program.get(f"/matters/{made}?reporter=true")
    hook = read(program.post("/hooks", {"room": "HW", "url": "https://example.org/h", "events": ["*"]}))["id"]
    program.call("DELETE", f"/hooks/{hook}")
    b"".join(program.get("/matters.csv?reason=archive").streaming_content)  # type: ignore[attr-defined]
    told = labels(cast.officer)
    done = {"matter.received", "matter.revise", "matter.note", "matter.accept", "webhook.opened", "webhook.closed"}
    assert done | {"matter.exported", "reporter.looked"} <= set(told)
    assert set(told.values()) == {BY_KEY}


def test_a_request_by_open311_names_the_key(cast: Cast, key: Keys) -> None:
    Room.objects.exclude(pk=cast.room.pk).delete()
    sent = {"api_key": key(cast.officer).secret, "service_code": "report-streetlight", "address_string": "东口"}
    sent["media_url"] = "https://example.org/photo"
    media = "application/x-www-form-urlencoded"
    Client().post("/open311/v2/requests.json", urlencode(sent), content_type=media)
    told = labels(cast.officer)
    assert told["matter.received"] == told["matter.note"] == BY_KEY


def test_the_story_people_read_names_the_person_alone(cast: Cast, key: Keys) -> None:
    matter = bring(cast.room).matter
    key(cast.officer).post(f"/matters/{matter.pk}/answers", {"text": "电工明天来"})
    assert Entry.objects.get(matter=matter, verb="answer").actor_label == "陈警官"


def test_the_same_account_at_the_desk_is_named_without_a_key(cast: Cast, key: Keys) -> None:
    key(cast.officer).get("/rooms")
    matter = bring(cast.room).matter
    talk.note(by=cast.officer, matter=matter, text="到场看过")
    assert labels(cast.officer)["matter.note"] == "陈警官"


def test_the_longest_names_fit_and_the_chain_holds(cast: Cast) -> None:
    cast.officer.name = "长" * 60
    cast.officer.save()
    _, secret = issue_token(by=SYSTEM, account=cast.officer, name="钥" * 60, scopes=EVERY_SCOPE)
    matter: Matter = bring(cast.room).matter
    Program(secret).post(f"/matters/{matter.pk}/notes", {"text": "记"})
    assert labels(cast.officer)["matter.note"] == f"{'长' * 60} · {'钥' * 60}"
    assert first_fault(cast.room.pk) is None
