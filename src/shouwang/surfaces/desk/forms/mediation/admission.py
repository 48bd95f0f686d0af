"""Forms before a dispute is taken on: the facts, a party, the questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may
from shouwang.surfaces.desk.forms.act import ALONG, MOST
from shouwang.surfaces.desk.forms.mediation.act import Act
from shouwang.surfaces.desk.forms.phone import PhoneField
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.mediation import admissibility, codes
from shouwang.systems.mediation.actions.intake import Facts
from shouwang.systems.mediation.actions.parties import Entered, Human
from shouwang.systems.mediation.queries.choices import Asked, Authority, Grade, Referrer, Sex, Side, Source
from shouwang.systems.mediation.queries.files import names_of, stands_for
from shouwang.systems.mediation.queries.grading import suggested
from shouwang.ui.inputs import DayInput

YES, NO = "yes", "no"
SEALED = ("phone", "address", "guardian_phone", "agent_phone")


class Write(Act):
    """What is written down of the dispute."""

    justice_type = forms.ChoiceField(label=_("Type, for the justice office's figures"), required=False)
    event_type = forms.ChoiceField(
        label=_("Type by the national code table"),
        required=False,
        help_text=_("GB/T 31000, not verified against the standard"),
    )
    scale = forms.ChoiceField(label=_("Scale"))
    source = forms.ChoiceField(label=_("How it came to the committee"), choices=Source.choices)
    referrer = forms.ChoiceField(
        label=_("Who passed it on"), choices=[("", _("nobody")), *Referrer.choices], required=False
    )
    asked = forms.ChoiceField(label=_("Asked for"), choices=Asked.choices)
    requests = Words(label=_("What the applicant asks for"), rows=3, required=False)
    points = Words(label=_("What exactly they disagree about"), rows=2, required=False)
    found = Words(label=_("The facts as the mediators found them"), rows=4, required=False, max_length=MOST)
    amount = forms.DecimalField(label=_("Amount in yuan"), min_value=0, max_digits=14, decimal_places=2, required=False)
    people = forms.IntegerField(label=_("How many people it concerns"), min_value=1, max_value=100_000)
    grade = forms.ChoiceField(label=_("How hard it is"), choices=Grade.choices)
    is_open_session = forms.BooleanField(label=_("Both sides want the sessions public"), required=False)
    prevented_crime = forms.IntegerField(
        label=_("Kept from coming to a crime: people"), min_value=0, max_value=10_000, required=False
    )
    prevented_petition = forms.IntegerField(
        label=_("Kept from going to a mass petition: people"), min_value=0, max_value=100_000, required=False
    )
    note = Words(
        label=_("Note on the file"), rows=2, required=False, help_text=_("What is missing or odd in it, and why.")
    )

    def suggested(self) -> dict[str, Any]:
        return {name: getattr(self.standing.dispute, name) for name in self.base_fields if name not in ALONG}

    def prepare(self) -> None:
        for name, table in (("justice_type", codes.JUSTICE), ("event_type", codes.EVENTS), ("scale", codes.SCALES)):
            listed = [(code.key, f"{code.key} {code.name}") for code in table.codes]
            self.fields[name].choices = listed if name == "scale" else [("", _("not chosen")), *listed]  # type: ignore[attr-defined]
        by_now = suggested(self.standing)
        words = {"grade": Grade(by_now.grade).label, "reasons": " · ".join(by_now.reasons)}
        self.fields["grade"].help_text = (
            gettext("By what is written down so far: %(grade)s (%(reasons)s). You decide.") % words
            if by_now.reasons
            else gettext("By what is written down so far: %(grade)s. You decide.") % words
        )

    def facts(self) -> Facts:
        said = self.given()
        for name in ("prevented_crime", "prevented_petition"):
            said[name] = said[name] or 0
        return Facts(**said)


class Party(Act):
    """One party: somebody or an organisation, with who speaks for them."""

    side = forms.ChoiceField(label=_("Which side"), choices=Side.choices)
    name = forms.CharField(label=_("Name"), max_length=60)
    is_organisation = forms.BooleanField(label=_("It is a company, committee or other body"), required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("not said")), *Sex.choices], required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False)
    is_minor = forms.BooleanField(label=_("Under 18"), required=False)
    occupation = forms.CharField(label=_("Occupation"), max_length=60, required=False)
    is_willing = forms.ChoiceField(
        label=_("Is willing to have it mediated"),
        choices=[("", _("not asked yet")), (YES, _("yes")), (NO, _("no, refuses"))],
        required=False,
    )
    identity_seen = forms.CharField(
        label=_("Which identity paper was shown"),
        max_length=60,
        required=False,
        help_text=_("Only that it was seen, and its last four characters, are kept."),
    )
    identity_last4 = forms.CharField(label=_("Its last four characters"), max_length=4, required=False)
    spokesman_name = forms.CharField(label=_("Who speaks for the body"), max_length=60, required=False)
    spokesman_post = forms.CharField(label=_("Their post"), max_length=60, required=False)
    guardian_name = forms.CharField(label=_("Guardian"), max_length=60, required=False)
    guardian_phone = PhoneField(label=_("Guardian's phone"), max_length=30, required=False)
    guardian_kin = forms.CharField(label=_("What the guardian is to them"), max_length=40, required=False)
    agent_name = forms.CharField(label=_("Agent"), max_length=60, required=False)
    agent_phone = PhoneField(label=_("Agent's phone"), max_length=30, required=False)
    agent_authority = forms.ChoiceField(
        label=_("What the agent may do"), choices=[("", _("no agent")), *Authority.choices], required=False
    )
    agent_scope = forms.CharField(label=_("For what"), max_length=300, required=False)
    agent_until = forms.DateField(label=_("Until"), widget=DayInput(), required=False)
    has_letter = forms.BooleanField(label=_("The letter of authority lies here"), required=False)

    fold_label = _("Agent, guardian, spokesman")
    fold = (
        "spokesman_name", "spokesman_post", "guardian_name", "guardian_phone", "guardian_kin", "agent_name", "agent_phone",
        "agent_authority", "agent_scope", "agent_until", "has_letter",
    )  # fmt: skip

    def prepare(self) -> None:
        """Telephones and addresses of a sheltered dispute are the officers': others change the rest and leave those."""
        matter = self.standing.matter
        if self.row and matter.is_sheltered and not may(self.viewer, Permission.REPORTER_SEE, matter.room):
            for name in SEALED:
                del self.fields[name]

    def suggested(self) -> dict[str, Any]:
        one = self.row
        if one is None:
            sides = {party.side for party in self.standing.here}
            return {"side": Side.RESPONDENT if Side.APPLICANT in sides else Side.APPLICANT}
        plain = (
            "side", "is_organisation", "sex", "birth_year", "is_minor", "occupation", "identity_seen", "identity_last4",
            "spokesman_post", "guardian_kin", "agent_authority", "agent_scope", "agent_until", "has_letter",
        )  # fmt: skip
        known = {name: getattr(one, name) for name in plain}
        human = names_of(one)
        known |= {"name": human["name"], "phone": human["phone"], "address": human["address"]}
        known["is_willing"] = {True: YES, False: NO, None: ""}[one.is_willing]
        for role in ("spokesman", "guardian", "agent"):
            person = getattr(one, role)
            said = stands_for(one, role) if person else {"name": "", "phone": ""}
            known |= {f"{role}_name": said["name"], f"{role}_phone": said["phone"]}
        return known

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        minor = said.get("is_minor")
        if minor and said.get("is_organisation"):
            self.add_error("is_minor", _("A body has no age."))
        return said

    def entered(self) -> Entered:
        said = {name: self.suggested()[name] for name in SEALED if name not in self.fields} | self.cleaned_data
        return Entered(
            side=said["side"],
            human=Human(said["name"], said["phone"], said["address"]),
            is_organisation=said["is_organisation"],
            sex=said["sex"],
            birth_year=said["birth_year"],
            is_minor=said["is_minor"],
            occupation=said["occupation"],
            identity_seen=said["identity_seen"],
            identity_last4=said["identity_last4"],
            spokesman=Human(said["spokesman_name"]),
            spokesman_post=said["spokesman_post"],
            guardian=Human(said["guardian_name"], said["guardian_phone"]),
            guardian_kin=said["guardian_kin"],
            agent=Human(said["agent_name"], said["agent_phone"]),
            agent_authority=said["agent_authority"] if said["agent_name"] else "",
            agent_scope=said["agent_scope"],
            agent_until=said["agent_until"],
            has_letter=said["has_letter"],
            is_willing={YES: True, NO: False}.get(said["is_willing"]),
        )


class Examine(Act):
    """Every question with yes or no; none is answered beforehand."""

    def prepare(self) -> None:
        for question in admissibility.QUESTIONS:
            known = self.standing.answers.get(question.key)
            self.fields[question.key] = forms.ChoiceField(
                label=str(question.words),
                choices=[(NO, _("no")), (YES, _("yes"))],
                widget=forms.RadioSelect,
                initial={True: YES, False: NO, None: None}[known],
                help_text=gettext("If yes: %(then)s (%(rule)s)") % {"then": question.then, "rule": question.rule},
            )

    def answers(self) -> dict[str, bool]:
        return {key: value == YES for key, value in self.given().items()}
