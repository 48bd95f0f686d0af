"""What the police may mediate and what not: another procedure than the committee's, led by an officer."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.systems.mediation.codes.table import Code, Status, Table

ACTS: Final = Table(
    key="acts",
    name=_("Acts that the police may mediate, if minor and out of a dispute between people"),
    source=_("Rules on Procedure for Administrative Cases of the Public Security Organs, Article 178"),
    status=Status.CONFIRMED,
    codes=(
        Code("beating", _("Beating")),
        Code("injury", _("Injuring on purpose")),
        Code("insult", _("Insult")),
        Code("defamation", _("Defamation")),
        Code("false-charge", _("False accusation")),
        Code("damage", _("Damaging things on purpose")),
        Code("disturbing", _("Disturbing somebody's life")),
        Code("privacy", _("Prying into somebody's private life")),
        Code("entry", _("Entering a home unlawfully")),
    ),
)
GROUNDS: Final = Table(
    key="grounds",
    name=_("One of these has to be so for the police to mediate"),
    source=_("Rules on Procedure for Administrative Cases of the Public Security Organs, Article 178"),
    status=Status.CONFIRMED,
    codes=(
        Code("close", _("Relatives, neighbours, colleagues or fellow students over a trifle")),
        Code("fault", _("The one who was harmed was at fault before")),
        Code("easier", _("Mediation resolves it more easily")),
    ),
)
EXCLUSIONS: Final = Table(
    key="exclusions",
    name=_("The police may not mediate"),
    source=_("Rules on Procedure for Administrative Cases of the Public Security Organs, Article 179"),
    status=Status.CONFIRMED,
    codes=(
        Code("hired", _("Somebody was hired to injure")),
        Code("gang", _("A gang fight, or trouble picked for its own sake")),
        Code("repeated", _("The same person broke the rules of public order several times")),
        Code("refused", _("A party clearly does not want to be mediated")),
        Code("again", _("A party did something unlawful again during mediation")),
        Code("fled", _("The suspect ran away during mediation")),
        Code("unsuitable", _("Not suitable for another reason")),
    ),
)
