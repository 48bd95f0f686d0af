"""Types of disputes as the mediation statistics of the justice administration count them. The codes are the program's."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.systems.mediation.codes.table import Code, Status, Table

JUSTICE: Final = Table(
    key="justice",
    name=_("Types of disputes in the mediation statistics"),
    source=_("Mediation statistics one city published in 2016; codes by the program"),
    status=Status.EXAMPLE,
    codes=(
        Code("J01", _("Marriage and family")),
        Code("J02", _("Between neighbours")),
        Code("J03", _("House and homestead")),
        Code("J04", _("Contract, debt")),
        Code("J05", _("Production and business")),
        Code("J06", _("Damage and injury")),
        Code("J07", _("Field, forest, land")),
        Code("J08", _("Land taken or house torn down for building")),
        Code("J09", _("Pollution")),
        Code("J10", _("Wages and work")),
        Code("J11", _("Bought something bad")),
        Code("J12", _("Medical treatment")),
        Code("J13", _("Traffic accident")),
        Code("J14", _("Property management")),
        Code("J99", _("Something else")),
    ),
)
