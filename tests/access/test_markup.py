"""Markup typed into any field of any form is shown as it was typed, on every page, and run on none."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions import intake, progress
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.actions.teams import Slot, make_template
from shouwang.kernel.people.models import Account
from shouwang.lib.ids import format_code
from shouwang.surfaces.desk.views.mediation import dispute_act, police_act
from shouwang.surfaces.desk.views.services import errand_act, lost_act, rights_act, visit_act
from shouwang.systems.outreach.actions import campaigns, gatherings
from tests.access.asking import ROLE_NAMES, holds, url
from tests.access.table import DESK
from tests.access.things import THINGS, asked_aid
from tests.access.typing_markup import ESCAPED, RAW, send_all, text_of
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed, reported
from tests.kernel.matters.tables import as_csv, brought
from tests.systems.mediation import quarrel, violation
from tests.systems.outreach import broadcast
from tests.systems.services import asking, finding, visiting_room, walks

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what stands in pages, not in a database

PUBLIC = (
    "/r/HW/", "/r/HW/can/death/?for=dead&come=no", "/r/HW/report/water/", "/r/HW/help/visitor/", "/r/HW/counts/",
    "/r/HW/promise/", "/r/HW/rights/see/", "/r/HW/lost/lost/", "/r/HW/lost/found/", "/r/HW/privacy/", "/f/",
    "/r/HW/scam/",
)  # fmt: skip
WITH_CODE = ("public:matter", "public:receipt", "public:withdraw")
# Files are not typed in; ground drafts come of a file; passwords are shown nowhere; some only choose or press.
NO_WORDS = {
    "Files", "Upload", "Attach", "GroundFile", "DivisionFile", "Password", "Step", "Agree", "Release", "Language", "Reach",
    "Offer", "Join", "OnDuty", "Invite", "Part", "People", "Usual", "Known", "OneOff", "Period", "Skills", "Week",
    "Wish", "WayFiles", "Hours", "Extra", "TakeEffect", "Examine", "Sign", "Consents", "Inform", "Leave", "Give",
    "Exclusions", "Choose", "Signing", "Kept", "SignPaper", "PutIn", "Keeping",
    "NewTime", "Rung", "Rules",
    "Sound", "LetStand",
    "End", "Weekly", "Times", "SignGift", "Prove",
    "Choice", "Heard", "Aloud",
    "Came", "StartRound", "Press", "Reply", "Daily", "RoomQuiet", "Readings", "OperatorSaid",
}  # fmt: skip


def stories(cast: Cast) -> list[Matter]:
    """A matter at every point of its way, the last reported by whom it is with."""
    named = intake.Reporter(name="吴秀兰", phone="13800138000")
    accepted, working, alone = bring(cast.room, reporter=named).matter, bring(cast.room).matter, bring(cast.room).matter
    for matter in (accepted, working, alone):
        progress.accept(by=cast.officer, matter=matter)
    for matter in (working, alone):
        progress.assign(by=cast.officer, matter=matter, owner=cast.officer)
        progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=alone, outcome="换了灯泡")
    checked = reported(cast)
    progress.check(by=cast.officer, matter=checked)
    return [bring(cast.room).matter, accepted, working, reported(cast), checked, closed(cast), alone]


def desk_pages(cast: Cast, folder: Path, matters: list[Matter]) -> Iterator[tuple[Account, str]]:
    """Every page of the desk that can be opened, with somebody who may."""
    for name, row in DESK.items():
        if row.posts_only:
            continue
        who = next(cast.by_role()[role] for role in ("officer", *ROLE_NAMES) if holds(role, row))
        if row.about == "matter":
            yield from ((who, url(name, matter)) for matter in (matters if name == "desk:matter" else matters[:1]))
        elif row.about in THINGS:
            yield who, url(name, pk=THINGS[row.about](cast.room, cast.officer, folder))
        elif not row.about:
            yield who, url(name)


def more_pages(cast: Cast, folder: Path) -> Iterator[tuple[Account | None, str]]:
    """Those about things that only some rooms have."""
    run = brought(cast.room, as_csv(folder / "broken.csv", [("9", "灯", "不亮", "大前天")]))
    yield cast.officer, reverse("desk:import_line", args=[run.pk, 2])
    yield from ((cast.officer, address) for address in acts(cast))
    aid = asked_aid(cast.room, cast.auxiliary)
    for verb in ("pass", "answer", "decide", "give"):
        yield cast.officer, reverse("desk-care:aid-act", args=[aid.pk, verb])
    out = campaigns.write(by=cast.auxiliary, room=cast.room, words=campaigns.Words("防骗", "先挂断。"), ways=["wechat"])
    campaigns.release(by=cast.officer, campaign=out)
    yield cast.officer, reverse("desk-outreach:campaign", args=[out.pk])
    warned = broadcast.campaign(cast, expires_at=timezone.now() + timedelta(days=1), is_urgent=True)
    yield cast.officer, reverse("desk-outreach:airing", args=[warned.pk])
    doubted = THINGS["scam question"](cast.room, cast.officer, folder)
    yield None, reverse("public:scam-ask", args=["HW", doubted])
    yield from visit_pages(cast)
    met = THINGS["gathering"](cast.room, cast.officer, folder)
    for verb in ("ask", "off", "picture"):
        yield cast.officer, reverse("desk-outreach:meeting-act", args=[met, verb])
    yield from meetings(cast)
    pattern = make_template(by=SYSTEM, name="1+1+N", slots=[Slot(1, "民警"), Slot(2, "辅警")])
    yield cast.officer, reverse("desk-settings:template", args=[pattern.pk])
    shared, *_others = [
        note_person(by=SYSTEM, room=cast.room, purpose="answer", legal_basis="consent", name=name, phone="13911112222")
        for name in ("韩某", "韩某的母亲")
    ]  # the pages ask which of them it is about
    for name, row in DESK.items():
        if row.about == "person" and not row.posts_only:
            yield next(cast.by_role()[role] for role in ROLE_NAMES if holds(role, row)), url(name, pk=shared.pk)


def meetings(cast: Cast) -> Iterator[tuple[Account, str]]:
    """The forms that a meeting has before it and once its minutes are written and released."""
    begins = timezone.now()
    plan = gatherings.Plan("meeting", begins + timedelta(days=3), "村委会", "路灯")
    ahead = gatherings.plan(by=cast.auxiliary, room=cast.room, said=plan)
    yield cast.officer, reverse("desk-outreach:meeting-act", args=[ahead.pk, "change"])
    for verb in ("post", "back"):
        plan = gatherings.Plan("meeting", begins - timedelta(hours=1), "村委会", "路灯")
        one = gatherings.plan(by=cast.auxiliary, room=cast.room, said=plan)
        one = gatherings.hold(by=cast.auxiliary, gathering=one, attendance=3)
        writer = cast.officer if verb == "post" else cast.auxiliary  # who wrote it is asked why nobody else read it
        one = gatherings.write_minutes(by=writer, gathering=one, minutes="说了路灯。")
        if verb == "back":
            gatherings.post_minutes(by=cast.officer, gathering=one)
        yield cast.officer, reverse("desk-outreach:meeting-act", args=[one.pk, verb])


def acts(cast: Cast) -> Iterator[str]:
    """Every act of both mediations at a stage in which its form is drawn; one that moves its record along gets its own."""
    for procedure, at, name in (
        (dispute_act.PROCEDURE, quarrel.at, "desk-mediation:act"),
        (police_act.PROCEDURE, violation.at, "desk-police:act"),
        (errand_act.PROCEDURE, walks.at, "desk-services:errand-act"),
        (rights_act.PROCEDURE, asking.at, "desk-services:rights-act"),
        (lost_act.PROCEDURE, finding.at, "desk-services:lost-act"),
    ):
        shared: dict[str, Any] = {}
        for verb, doing in procedure.doings.items():
            step = procedure.course.steps.get(verb)
            sources = step.sources if step else ()
            stage = "agreed" if step is None or "agreed" in sources else sources[-1]
            made = at(cast, stage) if (step and step.target) or stage not in shared else shared[stage]
            if not (step and step.target):
                shared[stage] = made
            rows = getattr(procedure.standing(made), doing.rows) if doing.needs_row else []
            address = reverse(name, args=[made.pk, verb])
            if rows or not doing.needs_row:
                yield f"{address}?of={rows[0].pk}" if rows else address


def visit_pages(cast: Cast) -> Iterator[tuple[Account | None, str]]:
    """Booking one on the public page, changing one by its code, every act of the desk at a stage that allows it."""
    here = visiting_room.visiting_room(cast)
    booking = reverse("public:visit-book", args=[here.room.code, here.purpose.pk])
    yield from ((None, booking), (None, f"{booking}?step=who&time=ring"))
    moment = "?time=2099-03-02T10:00:00%2B08:00"
    for name, asked in (("public:visit-move", moment), ("public:visit-off", "")):
        yield None, reverse(name, args=[format_code(visiting_room.booked(here).code)]) + asked
    yield cast.officer, reverse("desk-services:visiting") + "?which=day"
    for verb in visit_act.DOINGS:
        step = visit_act.PROCEDURE.course.steps[verb]
        visit = visiting_room.at_stage(here, step.sources[-1])
        yield cast.officer, reverse("desk-services:visit-act", args=[visit.pk, verb])


def sat(account: Account | None) -> Client:
    client = Client()
    if account is not None:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session  # as just after the login: some pages ask for the password again
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
    return client


@pytest.fixture
def typed_into(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the form classes that were given markup."""
    seen: set[str] = set()
    whole = forms.Form.full_clean

    def noted(form: forms.Form) -> None:
        if any("<b>x" in str(value) for value in form.data.values()):
            seen.add(type(form).__qualname__)
        whole(form)

    monkeypatch.setattr(forms.Form, "full_clean", noted)
    return seen


def classes(root: type = forms.Form) -> Iterator[type]:
    """Every form of a surface; what others are built on is asked through them."""
    for one in root.__subclasses__():
        yield from classes(one)
        if one.__module__.startswith("shouwang.surfaces") and not one.__subclasses__():
            yield one


def raw_in(answer: Any) -> list[str]:
    return [part for part in RAW if part in text_of(answer)]


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="once is enough; pages are drawn the same whatever the database"
)
def test_markup_in_any_field_of_any_form_is_words_on_every_page(
    cast: Cast, tmp_path: Path, typed_into: set[str]
) -> None:
    matters = stories(cast)
    codes = [format_code(follow.code_of(matter)) for matter in matters]
    pages: list[tuple[Account | None, str]] = [*desk_pages(cast, tmp_path, matters), *more_pages(cast, tmp_path)]
    pages += [(None, address) for address in PUBLIC]
    pages += [(None, reverse(name, args=[code])) for name in WITH_CODE for code in codes]
    clients = {who: sat(who) for who, _ in pages}
    alone = url("desk:matter", matters[-1])  # its last steps are gone once the first were taken

    raw, kept = [], 0
    for who, address in pages:
        for sent in send_all(clients[who], address, last_first=address == alone):
            raw += [f"{address} → {sent.address}: {part}" for part in raw_in(sent.answer)]
            kept += sent.went_through
    answers = {address: clients[who].get(address) for who, address in (*pages, (None, "/feeds/HW/bulletins.atom"))}
    raw += [f"{address}: {part}" for address, answer in answers.items() for part in raw_in(answer)]
    assert raw == []
    assert {one.__qualname__ for one in classes()} - typed_into - NO_WORDS == set()
    assert kept >= 40, "too few forms went through for this to say anything"
    assert sum(ESCAPED in text_of(answer) for answer in answers.values()) >= 30


def test_the_walk_above_can_fail(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page forgets to escape, it is seen."""
    monkeypatch.setattr("django.template.base.conditional_escape", lambda text: str(text))
    client = sat(cast.officer)
    raw = [part for sent in send_all(client, reverse("desk:register")) for part in raw_in(sent.answer)]
    assert raw
