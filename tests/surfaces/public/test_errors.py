"""What is said when something went wrong."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.surfaces.public.views import errors
from tests.cast import Cast
from tests.surfaces.public.typing_in import REPORT, TEXT, everything, photo

pytestmark = pytest.mark.once


def test_a_form_without_its_token_can_be_sent_again_with_all_its_words(room: Room) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(REPORT, everything(photos=photo()))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert TEXT in page
    assert "吴秀兰" in page
    assert "照片和录音要重新选。" in page
    token = browser.cookies["csrftoken"].value
    again = browser.post(REPORT, everything(csrfmiddlewaretoken=token))
    assert again.status_code == 303


def test_a_form_of_the_desk_or_a_login_is_never_offered_again(room: Room) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/account/login/", {"login": "chen", "password": "secret-of-chen"})
    assert answer.status_code == 403
    assert "secret-of-chen" not in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_html_in_a_form_sent_again_stays_text(room: Room) -> None:
    answer = Client(enforce_csrf_checks=True).post(REPORT, everything(text="<script>alert(1)</script>"))
    assert "<script>alert" not in answer.content.decode()


def test_an_unknown_page_says_so_in_both_languages(client: Client, room: Room) -> None:
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert "tel:110" in answer.content.decode()
    client.cookies["language"] = "en"
    assert "There is no such page" in client.get("/nothing-here/").content.decode()


def test_a_body_above_all_limits_gets_words(client: Client, room: Room, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    answer = client.post(REPORT, {"text": "a" * 5000})
    assert answer.status_code == 400
    assert "tel:110" in answer.content.decode()


def test_a_broken_page_is_drawn_without_the_request() -> None:
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "tel:110" in answer.content.decode()


def test_the_refused_page_helps(rf: RequestFactory, db: None) -> None:
    answer = errors.forbidden(rf.get("/desk/"), PermissionError())
    assert answer.status_code == 403


def at(account: Account | None, address: str) -> str:
    client = Client()
    if account:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(address).content.decode()


def test_somebody_of_the_desk_is_led_back_to_the_desk(cast: Cast) -> None:
    for account, address in ((cast.officer, "/desk/nothing/"), (cast.auxiliary, "/desk/settings/journal/")):
        page = at(account, address)
        assert '<a class="button primary" href="/desk/">' in page
        assert "去首页" not in page


def test_who_has_no_page_of_today_is_led_to_the_settings(cast: Cast) -> None:
    for address in ("/desk/nothing/", "/desk/register/", "/desk/matters/"):
        page = at(cast.administrator, address)
        assert '<a class="button primary" href="/desk/settings/">' in page
        assert "回今日" not in page
    assert 'href="/desk/"' not in at(cast.technician, "/desk/nothing/")


def test_the_status_of_an_error_is_not_called_a_number_of_the_page(cast: Cast) -> None:
    page = at(cast.officer, "/desk/nothing/")
    assert "错误类型 HTTP 404" in page
    assert "编号" not in page.partition("tel:110")[2]


def test_a_visitor_who_mistypes_is_led_to_the_villagers_page(cast: Cast) -> None:
    page = at(None, "/desk/nothing/")
    assert '<a class="button primary" href="/">' in page
    assert "退出" not in page


def test_a_volunteer_is_told_where_those_who_keep_watch_have_their_page(cast: Cast) -> None:
    page = at(cast.volunteer, "/desk/")
    assert "守望员有自己的手机页面" in page
    assert 'href="/account/logout/"' in page
    assert 'href="/"' in page
    assert 'href="/desk/"' not in page


def test_the_refused_page_of_the_desk_stands_without_a_database(
    rf: RequestFactory, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise DatabaseError

    request = rf.get("/desk/")
    request.user = cast.officer
    with monkeypatch.context() as world:
        world.setattr(connection, "cursor", broken)
        answer = errors.forbidden(request, PermissionError())
    assert answer.status_code == 403
    assert 'href="/"' in answer.content.decode()


def test_healthz_says_whether_the_database_answers(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").content == b"ok\n"

    def broken(*_: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as world:
        world.setattr(connection, "cursor", broken)
        assert client.get("/healthz").status_code == 503
