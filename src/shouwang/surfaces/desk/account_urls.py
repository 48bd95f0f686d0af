"""Addresses of one's own login, under account/: those of allauth that are used here, and no other.

Accounts are opened, and new passwords given, by whoever keeps the room's accounts; so there is no sign-up, no mail
address to confirm and no reset by mail.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from shouwang.surfaces.desk.access import framed
from shouwang.surfaces.desk.views.settings import mine

urlpatterns = [
    # Before one is in
    path("login/", account.login, name="account_login"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/webauthn/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    # Once more, before what guards the account is changed
    path("reauthenticate/", framed(account.reauthenticate), name="account_reauthenticate"),
    path("2fa/reauthenticate/", framed(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/webauthn/reauthenticate/", framed(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    # One's own
    path("logout/", framed(account.logout), name="account_logout"),
    path("password/change/", framed(account.password_change), name="account_change_password"),
    path("password/set/", mine.no_password, name="account_set_password"),
    path("2fa/", framed(mfa.index), name="mfa_index"),
    path("2fa/totp/activate/", framed(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", framed(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", framed(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        framed(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        framed(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", framed(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", framed(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", framed(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", framed(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
