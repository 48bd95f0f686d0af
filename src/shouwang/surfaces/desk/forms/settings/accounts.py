"""Opening, changing and appointing accounts; a new password by a link."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room, Station
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import ROLES, Permission
from shouwang.kernel.people.queries import roles_given_by, rooms, stations
from shouwang.surfaces.desk.words import name_of

USERNAME = RegexValidator(r"^[a-z0-9][a-z0-9._-]{1,59}\Z", _("Small letters and digits, two at least: li, chen.2"))


OWN_NAMES = {"zh-hans": "中文", "en": "English"}


def _languages() -> list[tuple[str, str]]:
    """Each in the reader's words and in its own, for whoever does not read the others."""
    known = [(code, str(name), OWN_NAMES[code]) for code, name in settings.LANGUAGES]
    return [(code, name if name == own else f"{name} {own}") for code, name, own in known]


class Words(forms.Form):
    """How a person is called, and how they are reached."""

    name = forms.CharField(label=_("Name, as colleagues say it"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    email = forms.EmailField(label=_("Mail"), required=False, help_text=_("Notices go there too."))
    language = forms.ChoiceField(label=_("Language"), choices=_languages)


class Language(forms.Form):
    """In which language one reads."""

    language = forms.ChoiceField(
        label=_("Pages and notices are in"), choices=_languages, widget=forms.RadioSelect, help_text=_("For you alone.")
    )


class Reach(forms.Form):
    """A role, and over what."""

    role = forms.ChoiceField(label=_("Role"))
    over = forms.ChoiceField(label=_("Room"))

    def __init__(self, *args: Any, viewer: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = rooms(viewer, Permission.ACCOUNT_MANAGE).select_related("station").order_by("code")
        self.places: dict[str, Room | Station] = {str(room.pk): room for room in managed[:500]}
        above = {str(one.pk): one for one in stations(viewer, Permission.ACCOUNT_MANAGE).order_by("name")[:100]}
        self.places |= above
        self.given = {key: roles_given_by(viewer, place) for key, place in self.places.items()}
        offered = frozenset[str]().union(*self.given.values())
        roles = [(role.key, role.name) for role in ROLES.values() if role.key in offered]
        if above:
            self.fields["over"].label = _("Room or station")
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["over"].choices = [(key, name_of(one)) for key, one in self.places.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"role", "over"} <= said.keys() and said["role"] not in self.given[said["over"]]:
            self.add_error("role", _("You can't give this role there."))
        return said

    def place(self) -> Room | Station:
        """Over what they are appointed."""
        return self.places[self.cleaned_data["over"]]


class Open(Reach, Words):
    """A new account with its first role; the person sets the password themselves, by a link."""

    username = forms.CharField(
        label=_("Name to log in with"), max_length=60, validators=[USERNAME], help_text=_("It stays for ever.")
    )
    field_order = ("name", "name_en", "username", "role", "over", "email", "language")

    def clean_username(self) -> str:
        said = str(self.cleaned_data["username"])
        if Account.objects.filter(username=said).exists():
            raise forms.ValidationError(_("Somebody logs in with this name already."))
        return said


class Offer(forms.Form):
    """A new password for somebody."""

    is_phone_lost = forms.BooleanField(
        label=_("The phone with the codes is lost too: take the second step away"), required=False
    )


class Password(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters; a short sentence is good."),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        said = str(self.cleaned_data["password"])
        validate_password(said, self.account)
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("The two differ."))
        return said
