"""What the acts of a dispute ask in common: its parties to choose from, a reason, the ways that are open."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.mediation.queries.standing import Standing


class Act(AnyAct):
    """An act of a dispute that asks for nothing."""

    standing: Standing

    def choose_parties(self, name: str, *, empty: bool = False) -> None:
        choices = [(str(party.pk), self.names[party.pk]) for party in self.standing.here]
        self.fields[name].choices = [("", _("choose")), *choices] if empty else choices  # type: ignore[attr-defined]

    def party(self, key: str) -> Any:
        return next((party for party in self.standing.here if str(party.pk) == key), None)


class Reason(Act):
    reason = Words(label=_("Why?"), rows=2, max_length=500)


class Routes(Reason):
    """An end without an agreement: why, and the ways that are open."""

    routes = Words(
        label=_("Other ways that are open"),
        rows=3,
        help_text=_("Court, arbitration, authority: name, address, telephone, until when."),
    )

    ways = _(
        "You may go to court: %(court)s. Where the law has an arbitration commission or an authority for it, "
        "you may go there."
    )

    def suggested(self) -> dict[str, Any]:
        return {"routes": str(self.ways) % {"court": self.standing.dispute.committee.court or "…"}}
