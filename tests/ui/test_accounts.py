"""Pages of the account, in our words and our shapes; sign-up stays closed."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from shouwang.kernel.people.login import SecondStep
from shouwang.kernel.people.models import Account
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.once


@pytest.fixture
def officer(cast: Cast) -> Account:
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    return cast.officer


def log_in(client: Client, **changes: str) -> str:
    client.cookies["language"] = "en"
    answer = client.post("/account/login/", {"login": "chen", "password": PASSWORD, **changes})
    return str(answer.get("Location", "")) or answer.content.decode()


def prove(client: Client) -> str:
    """What guards the account is asked for once more; gives the page that asked."""
    asked = client.get("/account/reauthenticate/").content.decode()
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return asked


@pytest.mark.django_db
def test_the_way_in_is_ours(client: Client) -> None:
    text = client.get("/account/login/").content.decode()
    assert "工作人员登录" in text
    assert "通行密钥" in text
    assert "placeholder" not in text
    assert "/account/signup/" not in text


def test_a_wrong_password_is_said_above_the_form_and_the_name_is_kept(client: Client, officer: Account) -> None:
    text = log_in(client, password="wrong")
    assert 'role="alert"' in text
    assert 'value="chen"' in text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/account/logout/", "Log out?"),
        ("/account/reauthenticate/", "Is it still you?"),
        ("/account/password/change/", "Password until now"),
        ("/account/2fa/", "App with changing codes"),
        ("/account/2fa/totp/activate/", "The six digits the app shows"),
        ("/account/2fa/webauthn/", "No passkey yet"),
        ("/account/2fa/webauthn/add/", "Name of this device"),
    ],
)
def test_each_page_of_the_account_is_drawn_with_our_parts(
    client: Client, officer: Account, address: str, words: str
) -> None:
    log_in(client)
    assert "Is it still you?" in prove(client)
    text = client.get(address).content.decode()
    assert words in text
    assert "ui/desk.css" in text
    assert '<nav class="rail"' in text
    assert f'<a href="{reverse("desk-settings:me")}">My account</a>' in text
    assert {letter for letter in text if "一" <= letter <= "鿿"} <= set("中文陈警官河湾村警务室守")


def test_who_has_no_desk_finds_the_way_back_on_pages_of_the_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    text = client.get("/account/password/change/", follow=True).content.decode()
    assert "您现在没有密码" in text
    assert '<nav class="rail"' not in text
    assert f'<a href="{reverse("desk:today")}">返回</a>' in text


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "密码太短，至少要 10 个字符。"),
        ("chenchenchen1", "密码和您的登录名、姓名或邮箱太像了，换一个。"),
        ("password123", "这个密码太常见了。"),
    ],
)
def test_a_weak_password_is_refused_in_chinese(client: Client, cast: Cast, password: str, said: str) -> None:
    cast.officer.username = "chenchenchen"
    cast.officer.set_password(PASSWORD)
    cast.officer.save()
    client.force_login(cast.officer)
    typed = {"oldpassword": "wrong", "password1": password, "password2": password}
    text = client.post("/account/password/change/", typed).content.decode()
    assert said in text
    assert "这不是您现在的密码。" in text


def test_an_error_calls_a_field_what_the_page_calls_it(client: Client, officer: Account) -> None:
    client.force_login(officer)
    text = client.post("/account/password/change/", {}).content.decode()
    for label in ("现在的密码", "新密码", "再输一遍新密码"):
        assert text.count(label) >= 2
    assert "当前密码" not in text
    log_in(client)
    prove(client)
    client.cookies["language"] = "zh-hans"
    text = client.post("/account/2fa/totp/activate/", {"code": "1"}).content.decode()
    assert "认证器代码" not in text
    assert text.count("验证器显示的六位数") == 2


def test_the_second_step_is_turned_on_used_and_leaves_spare_codes(client: Client, officer: Account) -> None:
    log_in(client)
    prove(client)
    client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    codes = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True).content.decode()
    assert "Spare codes" in codes
    assert 'id="recovery_codes"' in codes
    index = client.get("/account/2fa/").content.decode()
    assert "10 codes left" in index
    assert "Turn off the app?" in client.get("/account/2fa/totp/deactivate/").content.decode()
    assert (
        "The codes you have now stop working." in client.get("/account/2fa/recovery-codes/generate/").content.decode()
    )
    client.post("/account/logout/")
    assert log_in(client) == "/account/2fa/authenticate/"
    assert "Six digits from the app" in client.get("/account/2fa/authenticate/").content.decode()


@pytest.mark.django_db
def test_the_way_in_says_who_opens_accounts_and_keeps_quiet_about_typed_words(client: Client) -> None:
    text = client.get("/account/login/").content.decode()
    assert "账号由警务室民警开通，义警不用账号。" in text
    assert re.search(r"<p [^>]*data-still-kept hidden>", text)  # the script shows it
    client.cookies["language"] = "en"
    assert "The room's officer opens accounts; volunteers need none." in client.get("/account/login/").content.decode()


@pytest.mark.django_db
def test_a_form_that_sends_the_room_nothing_does_not_say_that_it_was_not_sent(client: Client, officer: Account) -> None:
    text = client.post("/account/login/", {"login": "chen", "password": "wrong"}).content.decode()
    assert "有 1 处要改" in text
    assert "还没发出去" not in text


@pytest.mark.django_db
def test_a_passkey_is_called_a_passkey(officer: Account) -> None:
    with override("zh-hans"):
        name = SecondStep().generate_authenticator_name(officer, Authenticator.Type.WEBAUTHN)
        assert name == "通行密钥"
        Authenticator.objects.create(user=officer, type=Authenticator.Type.WEBAUTHN, data={})
        assert SecondStep().generate_authenticator_name(officer, Authenticator.Type.WEBAUTHN) == "通行密钥 2"
